import { Failure } from '../failure.ts'

export interface TableFormat {
  readonly name: string
  readonly title: string
  /** Lower case, without the dot. */
  readonly extensions: readonly string[]
}

/** What can be read, as data: the page must know the endings without loading the readers. */
export const tableFormats = [
  { name: 'csv', title: 'CSV', extensions: ['csv', 'tsv', 'tab', 'txt'] },
  { name: 'xlsx', title: 'Excel (XLSX)', extensions: ['xlsx'] },
  { name: 'jsonl', title: 'JSON lines', extensions: ['jsonl', 'ndjson'] },
  { name: 'parquet', title: 'Parquet', extensions: ['parquet'] },
] as const satisfies readonly TableFormat[]

export type TableFormatName = (typeof tableFormats)[number]['name']

export const tableExtensions: readonly string[] = tableFormats.flatMap(({ extensions }) => extensions)

/** Whether a file's name says that it is a table that can be read. */
export const isTableName = (fileName: string): boolean => tableExtensions.includes(extensionOf(fileName))

/** Whether a file is read as delimited text, which has an encoding and a delimiter to choose. */
export const isDelimited = (fileName: string): boolean => hasEnding(fileName, tableFormats[0])

/** Workbooks that are not read, and why. */
const refusedWorkbooks = { xls: 'old', xlt: 'old', xlsb: 'old', xlsm: 'macros', xltm: 'macros' } as const

/**
 * The format that a file's name tells.
 * @throws Failure 'unknown-format', listing the known extensions, or 'spreadsheet-refused'
 */
export function formatOf(fileName: string): (typeof tableFormats)[number] {
  const format = tableFormats.find((candidate) => hasEnding(fileName, candidate))
  if (format) return format
  const extension = extensionOf(fileName)
  if (Object.hasOwn(refusedWorkbooks, extension)) {
    const reason = refusedWorkbooks[extension as keyof typeof refusedWorkbooks]
    throw new Failure('spreadsheet-refused', { reason })
  }
  throw new Failure('unknown-format', { extension, known: tableExtensions })
}

// What follows a dot may be a name; only what looks like an extension is taken for one.
const extensionOf = (fileName: string): string =>
  /\.([a-z0-9]{1,8})$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''

const hasEnding = (fileName: string, { extensions }: TableFormat): boolean =>
  extensions.includes(extensionOf(fileName))
