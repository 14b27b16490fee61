import type { Scored } from '../metrics/metric.ts'
import type { Resamples } from '../resamples.ts'

/** All held-out rows of a run, every case once a repeat, [n]: the same for all procedures. */
export interface PooledRows {
  /** True class of each row. */
  readonly y: Int32Array
  /** Patient of each row. */
  readonly patients: Int32Array
  /** Fold of each row: its place among the resamples' folds. */
  readonly folds: Int32Array
}

/** @param y true classes of each fold's test rows */
export function pooledRows(y: readonly Int32Array[], { folds }: Pick<Resamples, 'folds'>): PooledRows {
  return {
    y: joined(y),
    patients: joined(folds.map(({ groups }) => groups)),
    folds: joined(folds.map(({ groups }, fold) => new Int32Array(groups.length).fill(fold))),
  }
}

/**
 * A procedure's probability of class c for each pooled row, [n]; NaN where it has none.
 * @param scored its predictions of each fold, null where it has none
 */
export function pooledProba(
  scored: readonly (Scored | null)[],
  c: number,
  { folds }: Pick<PooledRows, 'folds'>,
): Float64Array {
  const out = new Float64Array(folds.length)
  let fold = -1
  let row = 0
  for (let i = 0; i < out.length; i++) {
    if (folds[i] !== fold) {
      fold = folds[i]!
      row = 0
    }
    const of = scored[fold]
    out[i] = of ? of.proba.data[row * of.proba.cols + c]! : NaN
    row++
  }
  return out
}

function joined(parts: readonly Int32Array[]): Int32Array {
  const out = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}
