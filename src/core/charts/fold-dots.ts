import { comparedFolds, type ComparedFold } from '../evaluation/compared-folds.ts'
import { foldLabel } from '../evaluation/fold-label.ts'
import { usesAll } from '../evaluation/modality-sets.ts'
import type { Metric } from '../evaluation/metrics/metric.ts'
import type { Cell, Results } from '../evaluation/types.ts'
import { formatCount, formatDifference, formatMetric } from '../format.ts'
import { lookOf, nameAxis, numberAxis, referenceLook, type Point, type XYChart } from './xy-chart.ts'

const digits = 3

type Side = Pick<Cell, 'projection' | 'fusion'>

const isOf =
  (side: Side) =>
  (cell: Side): boolean =>
    cell.projection === side.projection && cell.fusion === side.fusion

/**
 * One metric of the comparison's classifier in every fold, a column a procedure; the two that are compared stand first, and a line joins
 * their values in the same fold.
 *
 * @param labelOf the name of a procedure
 */
export function foldDotsChart(
  { cells, comparison }: Pick<Results, 'cells' | 'comparison'>,
  metric: Pick<Metric, 'title' | 'range'>,
  labelOf: (procedure: Side) => string,
): XYChart {
  const { compare, fusion, classifier } = comparison
  const mine = cells.filter((cell) => usesAll(cell) && cell.classifier === classifier)
  const subject: Side = { projection: compare[0], fusion: fusion[0] }
  const other: Side = { projection: compare[1], fusion: fusion[1] }
  const all: Side[] = [other, subject]
  for (const cell of mine) if (!all.some((side) => isOf(side)(cell))) all.push(cell)
  const procedures = all.map((side) => ({
    ...lookOf(side),
    label: labelOf(side),
    cells: mine.filter(isOf(side)),
  }))
  const valueOf = ({ metrics }: Cell): number | null => metrics[comparison.metric] ?? null
  const inFold = (cellsOf: readonly Cell[], { repeat, fold }: ComparedFold): number | null => {
    const found = cellsOf.find((cell) => cell.repeat === repeat && cell.fold === fold)
    return found ? valueOf(found) : null
  }
  const folds = comparedFolds({ cells, comparison })
  const both = folds.filter(({ difference }) => difference !== null)
  const higher = both.filter(({ difference }) => difference! > 0)
  const values = mine.map(valueOf).filter((value) => value !== null)
  const tests = folds.map(({ n_test }) => n_test)
  const n = `n = ${formatCount(folds.length)} folds of ${range(tests)} test cases`
  return {
    title: `${metric.title} in each fold`,
    n,
    x: nameAxis(
      'Projection',
      procedures.map(({ label }) => label),
    ),
    y: numberAxis(metric.title, withRoom(values, metric.range)),
    series: [
      { ...referenceLook, dashed: false, label: 'Same fold', line: folds.flatMap(joined) },
      ...procedures.map(({ cells: own, label: _label, ...look }, x) => ({
        ...look,
        // its name stands below its column
        label: '',
        points: own.flatMap((cell) => {
          const y = valueOf(cell)
          return y === null ? [] : [{ x, y }]
        }),
      })),
    ],
    summary: `${metric.title} in each fold; ${n}. It is higher with ${procedures[1]!.label} than with ${procedures[0]!.label} in ${higher.length} of ${both.length} folds.`,
    table: {
      columns: ['Repeat', 'Fold', 'Test cases', ...procedures.map(({ label }) => label), 'Difference'],
      rows: folds.map((one) => [
        `${one.repeat + 1}`,
        foldLabel(one),
        formatCount(one.n_test),
        ...procedures.map(({ cells: own }) => formatMetric(inFold(own, one), digits)),
        one.difference === null ? '–' : formatDifference(one.difference, digits),
      ]),
    },
  }
}

const joined = ({ a, b }: ComparedFold): Point[] => [
  { x: 0, y: b },
  { x: 1, y: a },
  { x: 1, y: null },
]

/** Equal values get room on both sides, as far as the metric goes. */
function withRoom(values: readonly number[], [least, most]: Metric['range']): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return low < high || values.length === 0
    ? [...values]
    : [Math.max(least, low - 0.05), Math.min(most, high + 0.05)]
}

function range(counts: readonly number[]): string {
  if (counts.length === 0) return '0'
  const [low, high] = [Math.min(...counts), Math.max(...counts)]
  return low === high ? formatCount(low) : `${formatCount(low)} to ${formatCount(high)}`
}
