import { strToU8, zipSync, type Zippable } from 'fflate'
import { writeCsv } from '../../src/core/tables/write-csv.ts'
import { fixedDate } from '../write-zip.ts'
import { columns, type CellCase } from './cell-cases.ts'
import { writeIndexedPng } from './indexed-png.ts'

/** cases.csv and images/, the same bytes whenever it is made. */
export async function zipCases(cases: readonly CellCase[]): Promise<Uint8Array> {
  const table = columns.map((name) => ({ name, values: cases.map(({ cells }) => cells[name]) }))
  const files: Zippable = { 'cases.csv': strToU8(writeCsv({ columns: table, rows: cases.length })) }
  for (const { pictures } of cases)
    // a PNG is packed already
    for (const [name, picture] of pictures)
      files[`images/${name}`] = [await writeIndexedPng(picture), { level: 0 }]
  return zipSync(files, { mtime: fixedDate })
}
