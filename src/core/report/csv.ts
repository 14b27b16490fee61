import { ablationGroups } from '../evaluation/ablation.ts'
import { pairedComparisons } from '../evaluation/paired-comparisons.ts'
import type { Results, SummaryRow, UsedModalities } from '../evaluation/types.ts'
import { performanceLines } from './performance-lines.ts'
import { escapeFormula, writeCsv } from '../tables/write-csv.ts'

const columns = [
  'level', 'projection', 'fusion', 'classifier', 'metric', 'repeat', 'fold', 'n_train', 'n_test', 'patients_shared',
  'value', 'sd', 'ci95_low', 'ci95_high', 'modalities', 'present', 'p_holm', 'fold_name', 'n_set_aside', 'p',
  'class', 'recalibration', 'prevalence',
] as const // prettier-ignore

type Line = Partial<Record<(typeof columns)[number], string | number | null>>

/**
 * The results as one tidy table: first a line for every summary ("mean", with deviation and interval), then the primary
 * difference ("comparison", the first projection minus the second), one for every cell and metric ("fold"), for every difference of an ablation ("difference": these modalities minus all of them,
 * with the fusion of the latter), and for every summary of the cases that have the same modalities ("pattern": `present`, with
 * their number as n_test) or the same value of a column ("subgroup"), and every projection minus none
 * ("against none"); then calibration of every class ("calibration") and what is right at the chosen thresholds
 * ("threshold", predictive values at a `prevalence`); then of a locked test set the values ("locked") and the primary difference ("locked difference", the first
 * projection minus the second), and the mean of every deal of a label-shuffle check ("shuffled labels"). `modalities` is empty where all were used. Numbers in full; a value that is undefined is an empty cell. No case is in it, and
 * no cell can be run as a formula by a spreadsheet.
 */
export function resultsCsv(results: Results): string {
  const metricNames = [...new Set(results.cells.flatMap(({ metrics }) => Object.keys(metrics)))]
  const lines: Line[] = [
    ...results.summary.map(meanLine),
    comparisonLine(results),
    ...results.cells.flatMap(({ metrics, modalities, ...cell }) =>
      Object.entries(metrics).map(([metric, value]) => ({
        ...cell,
        ...named(modalities),
        level: 'fold',
        metric,
        value,
      })),
    ),
    ...results.study.classifiers.flatMap((classifier) =>
      metricNames.flatMap((metric) => differenceLines(results, metric, classifier)),
    ),
    ...(results.missingness ?? []).flatMap(({ modalities, cases, summary }) =>
      summary.map((row) => ({
        ...meanLine(row),
        level: 'pattern',
        n_test: cases,
        present: modalities.length === 0 ? 'none' : modalities.join(' + '),
      })),
    ),
    ...(results.subgroups ?? []).flatMap(({ column, level, cases, summary }) =>
      summary.map((row) => ({
        ...meanLine(row),
        level: 'subgroup',
        n_test: cases,
        present: `${column}: ${level ?? 'no value'}`,
      })),
    ),
    ...metricNames.flatMap((metric) => againstNoneLines(results, metric)),
    ...(results.performance ?? [])
      .flatMap(performanceLines)
      .map(({ ci95, ...line }) => ({ ...line, ...ends(ci95) })),
    ...lockedLines(results),
    ...(results.label_shuffle?.procedures ?? []).flatMap(({ projection, fusion, values }) =>
      values.map((value, deal) => ({
        level: 'shuffled labels',
        projection,
        fusion,
        classifier: results.label_shuffle!.classifier,
        metric: results.label_shuffle!.metric,
        repeat: deal,
        value,
      })),
    ),
  ]
  return writeCsv({
    rows: lines.length,
    columns: columns.map((name) => ({
      name,
      values: lines.map((line) => escapeFormula(`${line[name] ?? ''}`)),
    })),
  })
}

function meanLine({ mean, ci95, modalities, ...row }: SummaryRow): Line {
  return { ...row, ...named(modalities), ...ends(ci95), level: 'mean', value: mean }
}

/** The comparison named before the run: the first projection minus the second. */
function comparisonLine({ comparison }: Results): Line {
  const { metric, classifier, compare, fusion, difference, ci95, p } = comparison
  return {
    level: 'comparison',
    projection: compare[0],
    fusion: fusion[0],
    classifier,
    metric,
    value: difference,
    ...ends(ci95),
    p,
  }
}

function differenceLines(results: Results, metric: string, classifier: string): Line[] {
  return ablationGroups(results, metric, classifier).flatMap(({ projection, fusion, reduced }) =>
    reduced.map(({ modalities, difference, p }) => ({
      level: 'difference',
      projection,
      fusion,
      classifier,
      metric,
      ...named(modalities),
      ...ends(difference.ci95),
      value: difference.difference,
      p_holm: p,
    })),
  )
}

function againstNoneLines(results: Results, metric: string): Line[] {
  return pairedComparisons(results, metric).map(({ difference, p, ...procedure }) => ({
    ...procedure,
    level: 'against none',
    metric,
    value: difference.difference,
    ...ends(difference.ci95),
    p_holm: p,
  }))
}

function lockedLines({ locked_test: locked }: Results): Line[] {
  if (!locked) return []
  const { metric, classifier, compare, fusion, difference, ci95, p } = locked.comparison
  return [
    ...locked.summary.map((row) => ({ ...meanLine(row), level: 'locked', n_test: locked.cases })),
    {
      level: 'locked difference',
      projection: compare[0],
      fusion: fusion[0],
      classifier,
      metric,
      n_test: locked.cases,
      value: difference,
      ...ends(ci95),
      p,
    },
  ]
}

const named = (modalities: UsedModalities['modalities']): Line => ({
  modalities: modalities?.join(' + ') ?? '',
})

const ends = (ci95: SummaryRow['ci95']): Line => ({
  ci95_low: ci95?.[0] ?? null,
  ci95_high: ci95?.[1] ?? null,
})
