import type { OperatingPointRule } from '../../study/study.ts'
import type { Scored } from '../metrics/metric.ts'
import { percentileInterval, type Resamples } from '../resamples.ts'
import { chooseThreshold } from './choose-threshold.ts'
import type { Estimate, OperatingPoint } from './performance.ts'
import { pooledOf } from './pooled.ts'
import { countOnce, countResamples } from './tally.ts'

/** Cells of the tally: of the four, whether the class is true (1) and whether it was predicted (2). */
const trueClass = 1
const predictedClass = 2

/**
 * What a classifier of two classes does where each fold's test cases are called positive from the threshold on that its inner
 * predictions chose (R3), over all held-out predictions. Folds that could choose none are left out.
 * @param scored predictions of each fold's test cases, null where there are none
 * @param inner predictions of each fold's inner validation cases, null where there are none
 * @param positive index of the positive class
 */
export function operatingPoint(
  scored: readonly (Scored | null)[],
  inner: readonly (Scored | null)[],
  positive: number,
  rule: OperatingPointRule,
  resamples: Resamples,
): OperatingPoint {
  const thresholds = inner.map((of) => chooseThreshold(of, positive, rule))
  const usable = scored.map((of, fold) => (thresholds[fold] === null ? null : of))
  const { y, patients, folds, proba } = pooledOf(usable, resamples)
  const p = proba(positive)
  const cells = y.map(
    (truth, i) =>
      (truth === positive ? trueClass : 0) + (p[i]! >= thresholds[folds[i]!]! ? predictedClass : 0),
  )
  const tally = { cells, patients, size: 4 }
  const once = countOnce(tally)
  const resampled: Float64Array[] = []
  countResamples(tally, resamples, resamples.count, (counts) => resampled.push(counts.slice()))
  const estimate = (of: (counts: Float64Array) => number): Estimate => {
    const value = of(once)
    return Number.isNaN(value)
      ? { value: null, ci95: null }
      : { value, ci95: percentileInterval(resampled.map(of)) }
  }
  const stated = rule.prevalence
  return {
    thresholds,
    sensitivity: estimate(sensitivity),
    specificity: estimate(specificity),
    prevalence: shareOf(positive, pooledOf(scored, resamples).y),
    ppv: estimate((counts) => counts[3]! / (counts[3]! + counts[2]!)),
    npv: estimate((counts) => counts[0]! / (counts[0]! + counts[1]!)),
    at_stated_prevalence:
      stated === undefined
        ? null
        : {
            prevalence: stated,
            ppv: estimate((counts) => {
              const found = stated * sensitivity(counts)
              return found / (found + (1 - stated) * (1 - specificity(counts)))
            }),
            npv: estimate((counts) => {
              const spared = (1 - stated) * specificity(counts)
              return spared / (spared + stated * (1 - sensitivity(counts)))
            }),
          },
  }
}

const sensitivity = (counts: Float64Array): number => counts[3]! / (counts[3]! + counts[1]!)

const specificity = (counts: Float64Array): number => counts[0]! / (counts[0]! + counts[2]!)

const shareOf = (c: number, y: Int32Array): number => y.filter((truth) => truth === c).length / y.length
