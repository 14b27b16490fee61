import type { OperatingPointRule } from '../../study/study.ts'
import type { Scored } from '../metrics/metric.ts'
import { percentileInterval, resamplesOfNumbers } from '../resamples.ts'
import { basisOf } from './basis.ts'
import { chooseThreshold } from './choose-threshold.ts'
import type { Estimate, OperatingPoint } from './performance.ts'
import { pooledProba, type PooledRows } from './pooled.ts'
import { countOnce, type Tally } from './tally.ts'

/** Cells of the tally, added: whether the class is true, and whether it was predicted. */
const trueClass = 1
const predictedClass = 2

/**
 * What a classifier of two classes does where each fold's test cases are called positive from the threshold on that its inner
 * predictions chose (R3), over all held-out predictions. Folds that could choose none are left out.
 * @param scored predictions of each fold, null where there are none
 * @param rows of all folds
 * @param inner predictions of each fold's inner validation cases, null where there are none
 */
export function operatingTally(
  scored: readonly (Scored | null)[],
  rows: PooledRows,
  inner: readonly (Scored | null)[],
  positive: number,
  rule: OperatingPointRule,
): Tally<OperatingPoint> {
  const { y, folds } = rows
  const thresholds = inner.map((of) => chooseThreshold(of, positive, rule))
  const isPositive = (row: number): boolean => y[row] === positive
  const cells = Int32Array.from(pooledProba(scored, positive, rows), (value, i) => {
    const threshold = thresholds[folds[i]!] ?? null
    if (Number.isNaN(value) || threshold === null) return -1
    return (isPositive(i) ? trueClass : 0) + (value >= threshold ? predictedClass : 0)
  })
  const resampled = Array.from({ length: resamplesOfNumbers }, () => new Float64Array(4))
  const estimate = (of: (counts: Float64Array) => number): Estimate => {
    const value = of(countOnce({ cells, size: 4 }))
    return Number.isNaN(value)
      ? { value: null, ci95: null }
      : { value, ci95: percentileInterval(resampled.map(of)) }
  }
  return {
    cells,
    size: 4,
    resamples: resamplesOfNumbers,
    add: (counts, b) => resampled[b]!.set(counts),
    result: () => ({
      thresholds,
      sensitivity: estimate(sensitivity),
      specificity: estimate(specificity),
      prevalence: y.filter((_, row) => isPositive(row)).length / y.length,
      ppv: estimate((counts) => counts[3]! / (counts[3]! + counts[2]!)),
      npv: estimate((counts) => counts[0]! / (counts[0]! + counts[1]!)),
      at_stated_prevalence: rule.prevalence === undefined ? null : atPrevalence(rule.prevalence, estimate),
      basis: basisOf(
        scored.map((of, fold) => ((thresholds[fold] ?? null) === null ? null : of)),
        positive,
      ),
    }),
  }
}

/** Predictive values by Bayes' rule. */
function atPrevalence(
  prevalence: number,
  estimate: (of: (counts: Float64Array) => number) => Estimate,
): OperatingPoint['at_stated_prevalence'] {
  return {
    prevalence,
    ppv: estimate((counts) => {
      const found = prevalence * sensitivity(counts)
      return found / (found + (1 - prevalence) * (1 - specificity(counts)))
    }),
    npv: estimate((counts) => {
      const spared = (1 - prevalence) * specificity(counts)
      return spared / (spared + prevalence * (1 - sensitivity(counts)))
    }),
  }
}

const sensitivity = (counts: Float64Array): number => counts[3]! / (counts[3]! + counts[1]!)

const specificity = (counts: Float64Array): number => counts[0]! / (counts[0]! + counts[2]!)
