import type { Table } from '../core/tables/table.ts'
import type { TableHead, TableWorker } from './protocol.ts'

/** The table that a worker read, put together from its blocks. */
export async function collectTable(
  { blocks, columns: names, ...rest }: TableHead,
  block: TableWorker['block'],
): Promise<Table> {
  const columns = names.map((name) => ({ name, values: [] as string[] }))
  for (let index = 0; index < blocks; index++) {
    const cells = await block(index)
    columns.forEach(({ values }, j) => {
      for (const cell of cells[j]!) values.push(cell)
    })
  }
  return { ...rest, columns }
}
