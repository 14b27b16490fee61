import { concatColumns, matrix, row, takeRows, type Matrix } from '../math/matrix.ts'
import type { InnerSplit } from '../dataset/folds.ts'
import type { FusionName } from '../study/study.ts'
import type { ModalityVectors } from './types.ts'

/** The input of one projection, made from one or all modalities. Built on training cases only (R2). */
export interface FusedInput {
  /** The modality's name, or null where all modalities are in it. */
  readonly modality: string | null
  /** Cases that have this input; the others are masked after the projection (R7). */
  has(caseIndex: number): boolean
  /** Whether the masking is told to the classifier in a column of its own: where training cases are masked too. */
  readonly indicator: boolean
  /** Vectors of cases that have it, [cases.length, d]. */
  take(cases: Int32Array): Matrix
}

export interface Fusion {
  /** Empty where every modality is left out. */
  readonly inputs: readonly FusedInput[]
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
export function fuse(
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
    inputs: fusion === 'single' ? sideBySide(used, train) : used.map((modality) => alone(modality, train)),
    leftOut: modalities.filter((modality) => !used.includes(modality)).map(({ name }) => name),
  }
}

function sideBySide(modalities: readonly ModalityVectors[], train: Int32Array): FusedInput[] {
  if (modalities.length === 0) return []
  const blocks = modalities.map((modality) => imputed(modality, train))
  const take = (cases: Int32Array): Matrix => concatColumns(blocks.map((block) => block(cases)))
  return [{ modality: null, has: () => true, indicator: false, take }]
}

function alone(modality: ModalityVectors, train: Int32Array): FusedInput {
  return {
    modality: modality.name,
    has: (caseIndex) => modality.present[caseIndex] === 1,
    indicator: having(modality, train).length < train.length,
    take: (cases) => takeRows(modality.X, cases),
  }
}

const casesAt = (train: Int32Array, positions: Int32Array): Int32Array => positions.map((i) => train[i]!)

const having = ({ present }: ModalityVectors, cases: Int32Array): Int32Array =>
  cases.filter((caseIndex) => present[caseIndex] === 1)

/** One modality's columns of the single form: imputed where it is missing, with an indicator where training cases lack it. */
function imputed(modality: ModalityVectors, train: Int32Array): (cases: Int32Array) => Matrix {
  const { X, present } = modality
  const observed = having(modality, train)
  const mean = meanOf(X, observed)
  const indicator = observed.length < train.length
  return (cases) => {
    const out = matrix(cases.length, X.cols + (indicator ? 1 : 0))
    cases.forEach((caseIndex, i) => {
      const has = present[caseIndex] === 1
      out.data.set(has ? row(X, caseIndex) : mean, i * out.cols)
      if (indicator && !has) out.data[i * out.cols + X.cols] = 1
    })
    return out
  }
}

function meanOf(X: Matrix, cases: Int32Array): Float32Array {
  const sum = new Float64Array(X.cols)
  for (const caseIndex of cases) {
    const values = row(X, caseIndex)
    for (let j = 0; j < sum.length; j++) sum[j]! += values[j]!
  }
  return Float32Array.from(sum, (value) => value / cases.length)
}
