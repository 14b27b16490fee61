import type { Results } from '../evaluation/types.ts'
import { escapeFormula, writeCsv } from '../tables/write-csv.ts'

const columns = [
  'level', 'projection', 'fusion', 'classifier', 'metric', 'repeat', 'fold', 'n_train', 'n_test', 'patients_shared',
  'value', 'sd', 'ci95_low', 'ci95_high',
] as const // prettier-ignore

type Line = Partial<Record<(typeof columns)[number], string | number | null>>

/**
 * The results as one tidy table: first a line for every summary ("mean", with deviation and interval), then one for
 * every cell and metric ("fold"). Numbers in full; a value that is undefined is an empty cell. No case is in it, and
 * no cell can be run as a formula by a spreadsheet.
 */
export function resultsCsv(results: Results): string {
  const lines: Line[] = [
    ...results.summary.map(({ mean, ci95, ...row }) => ({
      ...row,
      level: 'mean',
      value: mean,
      ci95_low: ci95?.[0] ?? null,
      ci95_high: ci95?.[1] ?? null,
    })),
    ...results.cells.flatMap(({ metrics, ...cell }) =>
      Object.entries(metrics).map(([metric, value]) => ({ ...cell, level: 'fold', metric, value })),
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
