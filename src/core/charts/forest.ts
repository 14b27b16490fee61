import type { SummaryRow } from '../evaluation/types.ts'
import { commonDigits, formatMetric } from '../format.ts'
import { linearScale } from './scale.ts'

/** Where a row's marks stand along the axis, in percent of its width; without an interval x1 = x = x2. */
export interface ForestMark {
  readonly x: number
  readonly x1: number
  readonly x2: number
}

export interface ForestRow {
  readonly label: string
  readonly summary: SummaryRow
  /** null where the mean is undefined. */
  readonly mark: ForestMark | null
}

export interface ForestChart {
  /** One a classifier. */
  readonly groups: readonly { readonly label: string; readonly rows: readonly ForestRow[] }[]
  readonly ticks: readonly { readonly label: string; readonly x: number }[]
  readonly summary: string
}

/** Room at both ends, so that the labels of the first and the last tick fit. */
const ends = [6, 94] as const

/** One line a projection and fusion, grouped by classifier: mean and 95 % interval of one metric. */
export function forestChart(
  rows: readonly SummaryRow[],
  words: { metric: string; classifier: (name: string) => string; projection: (row: SummaryRow) => string },
): ForestChart {
  const finite = rows.filter((row) => Number.isFinite(row.mean))
  const interval = (row: SummaryRow): readonly [number, number] => row.ci95 ?? [row.mean, row.mean]
  const extent: [number, number] = [
    Math.min(...finite.map((row) => interval(row)[0])),
    Math.max(...finite.map((row) => interval(row)[1])),
  ]
  const axis = linearScale(finite.length > 0 ? extent : [0, 1], ends)
  const markOf = (row: SummaryRow): ForestMark | null => {
    if (!Number.isFinite(row.mean)) return null
    const [low, high] = interval(row)
    return { x: axis.at(row.mean), x1: axis.at(low), x2: axis.at(high) }
  }
  const best = finite.reduce<SummaryRow | null>((top, row) => (top && top.mean >= row.mean ? top : row), null)
  const shown = (value: number): string => formatMetric(value, commonDigits(finite))
  return {
    groups: [...new Set(rows.map((row) => row.classifier))].map((classifier) => ({
      label: words.classifier(classifier),
      rows: rows
        .filter((row) => row.classifier === classifier)
        .map((row) => ({ label: words.projection(row), summary: row, mark: markOf(row) })),
    })),
    ticks: axis.ticks.map((tick) => ({ label: tick.toFixed(axis.decimals), x: axis.at(tick) })),
    summary: best
      ? `${words.metric} of ${finite.length} combinations, from ${shown(Math.min(...finite.map((r) => r.mean)))} to ${shown(best.mean)}. Highest: ${words.projection(best)} with ${words.classifier(best.classifier)}.`
      : 'No results yet.',
  }
}
