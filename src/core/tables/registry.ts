import { Failure } from '../failure.ts'
import { readCsv, type ReadOptions } from './csv.ts'
import type { Table } from './table.ts'

export interface TableFormat {
  readonly title: string
  /** Lower case, without the dot. */
  readonly extensions: readonly string[]
  read(chunks: AsyncIterable<Uint8Array>, options: ReadOptions): Promise<Table>
}

/** To add a file format: one file beside this one with a fixture, one line here. */
export const tableFormats: readonly TableFormat[] = [
  { title: 'Delimited text', extensions: ['csv', 'tsv', 'tab', 'txt'], read: readCsv },
]

/**
 * The format that a file's name tells.
 * @throws Failure 'unknown-format', listing the known extensions
 */
export function formatOf(fileName: string): TableFormat {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
  const format = tableFormats.find((candidate) => candidate.extensions.includes(extension))
  if (format) return format
  throw new Failure('unknown-format', {
    extension,
    known: tableFormats.flatMap(({ extensions }) => extensions),
  })
}
