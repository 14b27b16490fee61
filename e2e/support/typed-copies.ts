import { strToU8, zipSync } from 'fflate'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { workbook } from '../../src/core/tables/fixtures/testing.ts'
import type { Table } from '../../src/core/tables/table.ts'
import { contents } from '../../src/core/tables/testing.ts'
import { writeCsv } from '../../src/core/tables/write-csv.ts'

/** A table of numbers as files of other formats, each with its own kind of number: what other programs export. */
export function typedCopies(table: Table, name: string): Readonly<Record<string, Uint8Array>> {
  const csv = strToU8(writeCsv(table))
  return {
    [`${name}.csv`]: csv,
    [`${name}.jsonl`]: strToU8(linesOf(table)),
    [`${name}.xlsx`]: workbook(sheetRows(table)),
    [`${name}.parquet`]: parquetOf(table),
    [`${name}.zip`]: zipSync({ [`data/${name}.csv`]: csv }),
  }
}

function linesOf(table: Table): string {
  const { names, rows } = contents(table)
  const record = (row: readonly string[]): string =>
    JSON.stringify(Object.fromEntries(names.map((name, j) => [name, Number(row[j])])))
  return rows.map((row) => `${record(row)}\n`).join('')
}

/** A header of text, then numbers. */
function sheetRows(table: Table): string {
  const { names, rows } = contents(table)
  const place = (i: number, j: number): string => `${String.fromCharCode(65 + j)}${i + 1}`
  const header = names.map((name, j) => `<c r="${place(0, j)}" t="inlineStr"><is><t>${name}</t></is></c>`)
  const lines = rows.map((row, i) => row.map((value, j) => `<c r="${place(i + 1, j)}"><v>${value}</v></c>`))
  return [header, ...lines].map((cells, i) => `<row r="${i + 1}">${cells.join('')}</row>`).join('')
}

/** Whole numbers as such, all others as double precision. */
function parquetOf({ columns }: Table): Uint8Array {
  const columnData = columns.map(({ name, values }) => {
    const numbers = values.map(Number)
    return numbers.every(Number.isInteger)
      ? { name, data: Int32Array.from(numbers), type: 'INT32' as const }
      : { name, data: Float64Array.from(numbers), type: 'DOUBLE' as const }
  })
  return new Uint8Array(parquetWriteBuffer({ columnData }))
}
