import { studentTCdf, studentTQuantile } from '../math/distributions.ts'
import { Failure } from '../failure.ts'
import type { ProjectionName } from '../projection/projection.ts'
import type { FusionName, PrimaryComparison } from '../study/study.ts'
import { decidingMetrics } from './metrics/registry.ts'
import type { Cell, Comparison, Verdict } from './types.ts'

/** Far above the rounding of metrics in float64, far below one case in a million. */
const rounding = 1e-12

/** Two procedures on one fold: the metric's difference and the sizes the correction needs. */
export interface PairedFold {
  readonly difference: number
  readonly trainSize: number
  readonly testSize: number
}

export interface PairedTest {
  readonly difference: number | null
  readonly ci95: readonly [number, number] | null
  readonly p: number | null
}

/**
 * The corrected resampled t-test (Nadeau and Bengio 2003, section 3.3): training sets of different folds overlap, so
 * the variance of the mean difference is taken as (1/J + n_test/n_train) times the variance of the J differences.
 * Two-sided p and 95 % interval with J - 1 degrees of freedom; n_test/n_train is the ratio of the mean sizes.
 *
 * Fewer than two folds: no variance, so neither interval nor p. The same difference in every fold: the interval is
 * that one number and p is 0, or 1 where the difference is 0. What rounding alone can make counts as 0.
 */
export function correctedResampledTTest(folds: readonly PairedFold[]): PairedTest {
  const count = folds.length
  if (count === 0) return { difference: null, ci95: null, p: null }
  const difference = folds.reduce((sum, fold) => sum + fold.difference, 0) / count
  if (count === 1) return { difference, ci95: null, p: null }

  const variance = folds.reduce((sum, fold) => sum + (fold.difference - difference) ** 2, 0) / (count - 1)
  const testShare =
    folds.reduce((sum, fold) => sum + fold.testSize, 0) / folds.reduce((sum, fold) => sum + fold.trainSize, 0)
  const standardError = Math.sqrt((1 / count + testShare) * variance)
  if (standardError < rounding) {
    const same = Math.abs(difference) < rounding ? 0 : difference
    return { difference: same, ci95: [same, same], p: same === 0 ? 1 : 0 }
  }

  const half = studentTQuantile(0.975, count - 1) * standardError
  const p = 2 * studentTCdf(-Math.abs(difference) / standardError, count - 1)
  return { difference, ci95: [difference - half, difference + half], p }
}

/** 'helps' only where the interval excludes 0 on the better side (R9). */
export function verdictOf(ci95: readonly [number, number] | null, higherIsBetter: boolean | null): Verdict {
  if (!ci95) return 'no benefit'
  const [low, high] = ci95
  if (low > 0) return higherIsBetter ? 'helps' : 'harms'
  if (high < 0) return higherIsBetter ? 'harms' : 'helps'
  return 'no benefit'
}

/**
 * The comparison named before the run (R9), compare[0] minus compare[1]. Where a side was run with two fusions its
 * 'single' cells are compared, otherwise those of the only fusion it has.
 * @param cells of procedures that use all modalities
 * @throws Failure 'study-unknown-name' for a metric that does not exist, or of which neither more nor less is better
 */
export function compareCells(cells: readonly Cell[], primary: PrimaryComparison): Comparison {
  const { metric, classifier, compare } = primary
  const found = decidingMetrics.find(({ name }) => name === metric)
  if (!found)
    throw new Failure('study-unknown-name', {
      path: 'primary.metric',
      name: metric,
      known: decidingMetrics.map(({ name }) => name).join(', '),
    })

  const sides = compare.map((projection) => sideOf(cells, projection, classifier)) as [Side, Side]
  const compared = comparePaired(sides[0].cells, sides[1].cells, metric)
  return {
    metric,
    classifier,
    compare,
    fusion: [sides[0].fusion, sides[1].fusion],
    ...compared,
    verdict: verdictOf(compared.ci95, found.higherIsBetter),
  }
}

export type PairedComparison = Pick<
  Comparison,
  'a' | 'b' | 'difference' | 'ci95' | 'p' | 'pairs' | 'undefined_pairs'
>

/**
 * One procedure's cells against another's, a minus b, paired on identical folds (R8). Folds in which the metric is
 * undefined on a side are left out and counted (R13).
 */
export function comparePaired(a: readonly Cell[], b: readonly Cell[], metric: string): PairedComparison {
  const paired = a.flatMap((cell) => {
    const other = b.find((o) => o.repeat === cell.repeat && o.fold === cell.fold)
    return other ? [[cell, other] as const] : []
  })
  const pairs = paired.flatMap(([cell, other]) => {
    const [left, right] = [cell.metrics[metric] ?? null, other.metrics[metric] ?? null]
    return left === null || right === null
      ? []
      : [{ a: left, b: right, difference: left - right, trainSize: cell.n_train, testSize: cell.n_test }]
  })
  const mean = (side: 'a' | 'b'): number | null =>
    pairs.length > 0 ? pairs.reduce((sum, pair) => sum + pair[side], 0) / pairs.length : null
  return {
    a: mean('a'),
    b: mean('b'),
    ...correctedResampledTTest(pairs),
    pairs: pairs.length,
    undefined_pairs: paired.length - pairs.length,
  }
}

/** The fusion that is compared of a side that was run with these: 'single' where it was, else the only one. */
export function comparedFusion(fusions: readonly FusionName[]): FusionName {
  return fusions.includes('single') ? 'single' : (fusions[0] ?? 'single')
}

interface Side {
  readonly fusion: FusionName
  readonly cells: readonly Cell[]
}

function sideOf(cells: readonly Cell[], projection: ProjectionName, classifier: string): Side {
  const all = cells.filter((cell) => cell.projection === projection && cell.classifier === classifier)
  const fusion = comparedFusion(all.map((cell) => cell.fusion))
  return { fusion, cells: all.filter((cell) => cell.fusion === fusion) }
}
