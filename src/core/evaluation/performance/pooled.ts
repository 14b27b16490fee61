import type { Scored } from '../metrics/metric.ts'
import type { Resamples } from '../resamples.ts'

/** All held-out predictions of a procedure, every case once a repeat; [n] rows. */
export interface Pooled {
  /** True class of each row. */
  readonly y: Int32Array
  /** Patient of each row. */
  readonly patients: Int32Array
  /** Fold of each row: its place among the resamples' folds. */
  readonly folds: Int32Array
  /** Probability of a class for each row. */
  proba(c: number): Float64Array
}

/** @param scored predictions of each fold; those of null are left out */
export function pooledOf(scored: readonly (Scored | null)[], { folds }: Pick<Resamples, 'folds'>): Pooled {
  const parts = scored.flatMap((of, fold) => (of ? [{ ...of, fold, patients: folds[fold]!.groups }] : []))
  const n = parts.reduce((sum, { y }) => sum + y.length, 0)
  const joined = (of: (part: (typeof parts)[number], i: number) => number): Float64Array => {
    const out = new Float64Array(n)
    let at = 0
    for (const part of parts) for (let i = 0; i < part.y.length; i++) out[at++] = of(part, i)
    return out
  }
  return {
    y: Int32Array.from(joined(({ y }, i) => y[i]!)),
    patients: Int32Array.from(joined(({ patients }, i) => patients[i]!)),
    folds: Int32Array.from(joined(({ fold }) => fold)),
    proba: (c) => joined(({ proba }, i) => proba.data[i * proba.cols + c]!),
  }
}
