import type { Scored } from '../metrics/metric.ts'
import type { Basis } from './performance.ts'

/**
 * What a figure of class c is made of.
 * @param scored the predictions of each fold that it uses, null where the fold had to be left out
 */
export function basisOf(scored: readonly (Scored | null)[], c: number): Basis {
  const used = scored.filter((of) => of !== null)
  const sum = (count: (of: Scored) => number): number => used.reduce((total, of) => total + count(of), 0)
  return {
    cases: sum(({ y }) => y.length),
    positives: sum(({ y }) => y.filter((truth) => truth === c).length),
    folds: used.length,
    undefined_folds: scored.length - used.length,
  }
}
