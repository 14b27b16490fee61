import { numbers } from '../../math/arithmetic.ts'
import type { Panels } from '../../math/panels.ts'
import type { DropoutKey } from '../dropout.ts'
import type { PairwiseLoss } from '../losses/pairwise.ts'
import type { UpdateFormula } from '../optimisers/optimiser.ts'

/** Rows [n + 1, cols] one after the other, cols a multiple of 8; the last row is zeros, for the rows that panels are padded with. */
export interface RowStore {
  readonly cols: number
  readonly data: Float32Array
}

/**
 * What layers need beside products (math/panel-kernels.ts). All arrays lie in one memory. `rows` is the number of rows that are cases:
 * those beyond it, up to the panels' own number, are zeros and stay so.
 */
export interface LayerKernels {
  /** The stored rows of the indices [out.rows]. */
  gather(out: Panels, store: RowStore, indices: Int32Array): void
  /** A += bias [A.cols], row by row. */
  addBias(A: Panels, bias: Float32Array, rows: number): void
  /** A = max(0, A + bias); what is no number stays so. */
  rectify(A: Panels, bias: Float32Array, rows: number): void
  /** H times the mask that dropoutMask gives for its [rows, units] (dropout.ts). */
  drop(H: Panels, rows: number, units: number, key: DropoutKey, rate: number): void
  /** The way back through `rectify` and `drop`: dH * scale where H is above 0, else 0; and the sums of its columns. */
  passBack(dH: Panels, H: Panels, scale: number, sums: Float32Array): void
  /** sums [A.cols] of the columns. */
  sumColumns(A: Panels, sums: Float32Array): void
  /** Every column of U divided by its norm, as normaliseRows of the losses does with rows. norms [U.cols] */
  normaliseColumns(U: Panels, norms: Float32Array): void
  /** The way back: dU becomes the derivative with respect to the columns before. */
  passBackNorms(dU: Panels, U: Panels, norms: Float32Array): void
}

/** What a loss needs, made from its formulas. */
export interface PairKernels {
  /**
   * The batch's loss of the products S [m, m] of its outputs, which become d loss / dS of the ordered pairs: zero on the diagonal and
   * where the padding is. labels [m]
   */
  pairs(S: Panels, labels: Int32Array, rows: number, temperature: number): number
}

/** A step of all parameters, made from an optimiser's formula; all arrays of one length, a multiple of 8. */
export type StepKernel = (arrays: StepArrays, numbers: readonly number[]) => void

export interface StepArrays {
  readonly parameters: Float32Array
  readonly gradient: Float32Array
  readonly moments: readonly Float32Array[]
}

/** A loss that kernels are made from. */
export interface NamedLoss {
  /** Tells it from others. */
  readonly name: string
  readonly loss: PairwiseLoss
}

/** An optimiser that a kernel is made from. */
export interface NamedStep {
  /** Tells it from others. */
  readonly name: string
  readonly formula: UpdateFormula
  readonly moments: number
}

/** How many sums a loss needs of an anchor, and how many numbers follow from them. */
export function counts({ terms, anchor }: PairwiseLoss): {
  readonly sums: number
  readonly coefficients: number
} {
  const { sums } = terms(numbers, 0, 0)
  const { coefficients } = anchor(numbers, { sums, positives: 0 }, { rows: 2, withPositives: 0 })
  return { sums: sums.length, coefficients: coefficients.length }
}

/** Of each label of the first `rows`, how many others share it; and how many rows have such others. */
export function positivesOf(
  labels: Int32Array,
  rows: number,
): { readonly positives: Int32Array; readonly withPositives: number } {
  const sizes = new Map<number, number>()
  for (let i = 0; i < rows; i++) sizes.set(labels[i]!, (sizes.get(labels[i]!) ?? 0) + 1)
  const positives = Int32Array.from({ length: rows }, (_, i) => sizes.get(labels[i]!)! - 1)
  return { positives, withPositives: positives.filter((count) => count > 0).length }
}
