import type { SummaryRow } from '../core/evaluation/types.ts'
import type { ProjectionName } from '../core/projection/projection.ts'
import { linearScale, type LinearScale } from './scale.ts'

export interface ForestMark {
  readonly label: string
  readonly group: string
  readonly projection: ProjectionName
  readonly mean: number
  readonly ci95: readonly [number, number] | null
  readonly x: number
  readonly x1: number
  readonly x2: number
  readonly y: number
}

export interface ForestChart {
  readonly width: number
  readonly height: number
  readonly marks: readonly ForestMark[]
  readonly groups: readonly { readonly label: string; readonly y: number }[]
  readonly axis: LinearScale
  readonly axisY: number
  readonly summary: string
}

const rowHeight = 22
const groupHeader = 26
const margin = { left: 150, right: 16, bottom: 40 }

/** One line a projection and fusion, grouped by classifier: mean and 95 % interval of one metric. */
export function forestChart(
  rows: readonly SummaryRow[],
  words: { metric: string; classifier: (name: string) => string; projection: (row: SummaryRow) => string },
  width = 640,
): ForestChart {
  const finite = rows.filter((row) => Number.isFinite(row.mean))
  const ends = (row: SummaryRow): readonly [number, number] => row.ci95 ?? [row.mean, row.mean]
  const extent: [number, number] = [
    Math.min(...finite.map((row) => ends(row)[0])),
    Math.max(...finite.map((row) => ends(row)[1])),
  ]
  const axis = linearScale(finite.length > 0 ? extent : [0, 1], [margin.left, width - margin.right])
  const groups: { label: string; y: number }[] = []
  const marks: ForestMark[] = []
  let y = 0
  for (const classifier of new Set(finite.map((row) => row.classifier))) {
    const group = words.classifier(classifier)
    groups.push({ label: group, y: y + 18 })
    y += groupHeader
    for (const row of finite.filter((candidate) => candidate.classifier === classifier)) {
      marks.push({
        label: words.projection(row),
        group,
        projection: row.projection,
        mean: row.mean,
        ci95: row.ci95,
        x: axis.at(row.mean),
        x1: axis.at(ends(row)[0]),
        x2: axis.at(ends(row)[1]),
        y: y + rowHeight / 2,
      })
      y += rowHeight
    }
  }
  const best = finite.reduce<SummaryRow | null>((top, row) => (top && top.mean >= row.mean ? top : row), null)
  const summary = best
    ? `${words.metric} of ${finite.length} combinations, from ${Math.min(...finite.map((r) => r.mean)).toFixed(3)} to ${best.mean.toFixed(3)}. Highest: ${words.projection(best)} with ${words.classifier(best.classifier)}.`
    : 'No results yet.'
  return { width, height: y + margin.bottom, marks, groups, axis, axisY: y + 6, summary }
}
