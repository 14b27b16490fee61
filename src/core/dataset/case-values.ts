import type { Table } from '../tables/table.ts'
import type { Dataset } from './dataset.ts'
import { textModalities } from './modalities.ts'

/**
 * What each case holds in a column, as the table has it, or in the text that several were joined to, empty where it lacks it;
 * null where the name is neither's.
 */
export function caseValues(
  table: Table,
  dataset: Pick<Dataset, 'modalities' | 'rows'>,
  name: string,
): ((caseIndex: number) => string) | null {
  const column = table.columns.find((one) => one.name === name)
  if (column) return (i) => column.values[dataset.rows[i]!]!
  const joined = textModalities(dataset).find((one) => one.name === name)
  return joined ? (i) => joined.values[i] ?? '' : null
}
