import { concatColumns, matrix, row, takeRows, type Matrix } from '../math/matrix.ts'
import type { InnerSplit } from '../dataset/folds.ts'
import type { FusionName } from '../study/study.ts'
import type { ModalityVectors } from './types.ts'

/** How modalities become the input of one projection, as fitted on training cases (R2): plain data, to be kept. */
export interface InputPlan {
  /** The modality's name, or null where all modalities are in it. */
  readonly modality: string | null
  /** Whether the masking is told to the classifier in a column of its own: where training cases are masked too. */
  readonly indicator: boolean
  /** Where all are in it: what each modality's columns are; empty for a modality alone, whose vectors go in as they are. */
  readonly blocks: readonly ImputedBlock[]
}

export interface ImputedBlock {
  readonly modality: string
  /** What a case without the modality gets: the mean of the training cases that have it, float32, [d]. */
  readonly mean: readonly number[]
  /** Whether a further column is 1 for the cases without it: where training cases lack it too. */
  readonly indicator: boolean
}

/** A plan on cases whose modalities are at hand. */
export interface FusedInput extends Pick<InputPlan, 'modality' | 'indicator'> {
  /** Cases that have this input; the others are masked after the projection (R7). */
  has(caseIndex: number): boolean
  /** Vectors of cases that have it, [cases.length, d]. */
  take(cases: Int32Array): Matrix
}

export interface Fusion {
  /** Empty where every modality is left out. */
  readonly plans: readonly InputPlan[]
  /** Modalities that too few training cases have: the fold is learned without them (R13). */
  readonly leftOut: readonly string[]
}

/**
 * Which projections a training fold needs, and what goes into them.
 *
 * single: the modalities side by side. A case without one gets the mean of the training cases that have it and, where
 * training cases lack it, a 1 in a column that says so.
 * per-modality: one input each, for the cases that have it.
 *
 * A modality is left out of the fold where fewer than two cases of the inner fit part have it: its columns would be the
 * same in all of them, nothing could be learned of it, and a test case's values could lie anywhere. A projection of its own
 * must be watched too: per-modality it needs a case in the validation part.
 *
 * @param train cases of the training fold; inner: its inner split, indices into train
 */
export function planFusion(
  modalities: readonly ModalityVectors[],
  train: Int32Array,
  inner: InnerSplit,
  fusion: FusionName,
): Fusion {
  const fitCases = casesAt(train, inner.fit)
  const watchedCases = casesAt(train, inner.validation)
  const isUsable = (modality: ModalityVectors): boolean =>
    having(modality, fitCases).length >= 2 &&
    (fusion === 'single' || having(modality, watchedCases).length >= 1)
  const used = modalities.filter(isUsable)
  return {
    plans: fusion === 'single' ? sideBySide(used, train) : used.map((modality) => alone(modality, train)),
    leftOut: modalities.filter((modality) => !used.includes(modality)).map(({ name }) => name),
  }
}

function sideBySide(modalities: readonly ModalityVectors[], train: Int32Array): InputPlan[] {
  if (modalities.length === 0) return []
  return [{ modality: null, indicator: false, blocks: modalities.map((modality) => block(modality, train)) }]
}

function block(modality: ModalityVectors, train: Int32Array): ImputedBlock {
  const observed = having(modality, train)
  return {
    modality: modality.name,
    mean: meanOf(modality.X, observed),
    indicator: observed.length < train.length,
  }
}

function alone(modality: ModalityVectors, train: Int32Array): InputPlan {
  return {
    modality: modality.name,
    indicator: having(modality, train).length < train.length,
    blocks: [],
  }
}

/** The inputs that plans make of modalities, of the training fold's cases or of others. */
export function fuse(plans: readonly InputPlan[], modalities: readonly ModalityVectors[]): FusedInput[] {
  const named = (name: string): ModalityVectors => modalities.find((modality) => modality.name === name)!
  return plans.map(({ modality, indicator, blocks }) => {
    if (modality === null) {
      const parts = blocks.map((part) => imputed(part, named(part.modality)))
      return {
        modality,
        indicator,
        has: () => true,
        take: (cases) => concatColumns(parts.map((part) => part(cases))),
      }
    }
    const { X, present } = named(modality)
    return {
      modality,
      indicator,
      has: (caseIndex) => present[caseIndex] === 1,
      take: (cases) => takeRows(X, cases),
    }
  })
}

const casesAt = (train: Int32Array, positions: Int32Array): Int32Array => positions.map((i) => train[i]!)

const having = ({ present }: ModalityVectors, cases: Int32Array): Int32Array =>
  cases.filter((caseIndex) => present[caseIndex] === 1)

/** One modality's columns of the single form. */
function imputed(
  { mean, indicator }: ImputedBlock,
  { X, present }: ModalityVectors,
): (cases: Int32Array) => Matrix {
  return (cases) => {
    const out = matrix(cases.length, mean.length + (indicator ? 1 : 0))
    cases.forEach((caseIndex, i) => {
      const has = present[caseIndex] === 1
      out.data.set(has ? row(X, caseIndex) : mean, i * out.cols)
      if (indicator && !has) out.data[i * out.cols + mean.length] = 1
    })
    return out
  }
}

/** Rounded to float32: what a case of the matrix could have. */
function meanOf(X: Matrix, cases: Int32Array): number[] {
  const sum = new Float64Array(X.cols)
  for (const caseIndex of cases) {
    const values = row(X, caseIndex)
    for (let j = 0; j < sum.length; j++) sum[j]! += values[j]!
  }
  return Array.from(sum, (value) => Math.fround(value / cases.length))
}
