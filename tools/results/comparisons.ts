import { comparePaired, type PairedComparison, verdictOf } from '../../src/core/evaluation/compare.ts'
import { holm } from '../../src/core/evaluation/holm.ts'
import type { Results, SummaryRow, Verdict } from '../../src/core/evaluation/types.ts'
import type { PresetName } from '../../src/core/projection/presets.ts'
import type { ProjectionName } from '../../src/core/projection/projection.ts'
import { findMetric } from '../../src/core/evaluation/metrics/registry.ts'

/** One preset's run on one data set. */
export interface PresetRun {
  readonly preset: PresetName
  readonly results: Results
}

/** One classifier of one run: its value with each projection, and what the contrastive one changes. */
export interface ComparedRow {
  readonly preset: PresetName
  readonly classifier: string
  /** undefined where the metric has no value in any fold. */
  readonly values: Readonly<Record<ProjectionName, SummaryRow | undefined>>
  /** contrastive minus none, paired on identical folds (R8). */
  readonly difference: PairedComparison
  /** p corrected by Holm's method for all rows of the data set. */
  readonly p: number | null
  readonly verdict: Verdict
}

/** Corrected p below which a difference counts. */
export const level = 0.05

/**
 * Contrastive against none for every classifier of all runs of one data set, by the corrected resampled t-test with Holm's
 * correction for all of them: the verdict is 'helps' or 'harms' where the corrected p is below 0.05.
 */
export function comparedRows(runs: readonly PresetRun[], metric: string): ComparedRow[] {
  const rows = runs.flatMap(({ preset, results: { study, cells, summary } }) =>
    study.classifiers.map((classifier) => {
      const of = (projection: ProjectionName) =>
        cells.filter((cell) => cell.classifier === classifier && cell.projection === projection)
      const value = (projection: ProjectionName): SummaryRow | undefined =>
        summary.find(
          (row) => row.classifier === classifier && row.projection === projection && row.metric === metric,
        )
      return {
        preset,
        classifier,
        values: { none: value('none'), pca: value('pca'), contrastive: value('contrastive') },
        difference: comparePaired(of('contrastive'), of('none'), metric),
      }
    }),
  )
  const corrected = holm(rows.map(({ difference }) => difference.p))
  const higherIsBetter = findMetric(metric)?.higherIsBetter ?? true
  return rows.map((row, i) => {
    const p = corrected[i]!
    const { difference } = row.difference
    const counts = p !== null && p < level && difference !== null
    return { ...row, p, verdict: counts ? verdictOf([difference, difference], higherIsBetter) : 'no benefit' }
  })
}
