import type { Table } from '../core/tables/table.ts'
import type { TableHead, TableWorker } from './protocol.ts'

/** The table that a worker read, put together from its blocks. */
export async function collectTable(
  { blocks, columns: names, ...rest }: TableHead,
  block: TableWorker['block'],
): Promise<Table> {
  // at their length from the start: hundreds of columns that grow at the same row hold up the page
  const columns = names.map((name) => ({ name, values: Array.from<string>({ length: rest.rows }).fill('') }))
  let rows = 0
  for (let index = 0; index < blocks; index++) {
    const cells = await block(index)
    columns.forEach(({ values }, j) => cells[j]!.forEach((cell, i) => (values[rows + i] = cell)))
    rows += cells[0]!.length
  }
  return { ...rest, columns }
}
