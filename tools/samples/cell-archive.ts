import { strToU8, zipSync, type Zippable } from 'fflate'
import { writeCsv } from '../../src/core/tables/write-csv.ts'
import { fixedDate } from '../write-zip.ts'
import { columns, type CellCase } from './cell-cases.ts'

/** cases.csv and images/, the same bytes whenever it is made. */
export function zipCases(cases: readonly CellCase[]): Uint8Array {
  const table = columns.map((name) => ({ name, values: cases.map(({ cells }) => cells[name]) }))
  const files: Zippable = { 'cases.csv': strToU8(writeCsv({ columns: table, rows: cases.length })) }
  for (const { pictures } of cases)
    // packed as PNG already
    for (const [name, png] of pictures) files[`images/${name}`] = [png, { level: 0 }]
  return zipSync(files, { mtime: fixedDate })
}
