import { concatColumns, matrix, row, takeRows, type Matrix } from '../math/matrix.ts'
import type { InnerSplit } from '../projection/projection.ts'
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

/**
 * Which projections a training fold needs, and what goes into them.
 *
 * single: the modalities side by side. A case without one gets the mean of the training cases that have it and, where
 * training cases lack it, a 1 in a column that says so.
 * per-modality: one input each, for the cases that have it. A modality that too few training cases have to fit and
 * watch a projection (two in the inner fit part, one in the validation part) is left out of the fold.
 *
 * @param train cases of the training fold; inner: its inner split, indices into train
 * @returns no input at all where no training case has any vector
 */
export function fuse(
  modalities: readonly ModalityVectors[],
  train: Int32Array,
  inner: InnerSplit,
  fusion: FusionName,
): readonly FusedInput[] {
  if (fusion === 'single') {
    const blocks = modalities.flatMap((modality) => imputed(modality, train))
    if (blocks.length === 0) return []
    const take = (cases: Int32Array): Matrix => concatColumns(blocks.map((block) => block(cases)))
    return [{ modality: null, has: () => true, indicator: false, take }]
  }
  return modalities
    .filter(({ present }) => {
      const count = (positions: Int32Array): number =>
        positions.reduce((sum, position) => sum + present[train[position]!]!, 0)
      return count(inner.fit) >= 2 && count(inner.validation) >= 1
    })
    .map(({ name, X, present }) => ({
      modality: name,
      has: (caseIndex) => present[caseIndex] === 1,
      indicator: train.some((caseIndex) => present[caseIndex] === 0),
      take: (cases) => takeRows(X, cases),
    }))
}

/** One modality's columns of the single form; nothing where no training case has it. */
function imputed({ X, present }: ModalityVectors, train: Int32Array): ((cases: Int32Array) => Matrix)[] {
  const having = train.filter((caseIndex) => present[caseIndex] === 1)
  if (having.length === 0) return []
  const mean = meanOf(X, having)
  const indicator = having.length < train.length
  return [
    (cases) => {
      const out = matrix(cases.length, X.cols + (indicator ? 1 : 0))
      cases.forEach((caseIndex, i) => {
        const has = present[caseIndex] === 1
        out.data.set(has ? row(X, caseIndex) : mean, i * out.cols)
        if (indicator && !has) out.data[i * out.cols + X.cols] = 1
      })
      return out
    },
  ]
}

function meanOf(X: Matrix, cases: Int32Array): Float32Array {
  const sum = new Float64Array(X.cols)
  for (const caseIndex of cases) {
    const values = row(X, caseIndex)
    for (let j = 0; j < sum.length; j++) sum[j]! += values[j]!
  }
  return Float32Array.from(sum, (value) => value / cases.length)
}
