import { readFileSync } from 'node:fs'
import { RawImage } from '@huggingface/transformers'
import { unzipSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import { matchPictures } from '../../src/core/bundles/match-pictures.ts'
import { buildDataset } from '../../src/core/dataset/build.ts'
import type { Dataset } from '../../src/core/dataset/dataset.ts'
import { datasetFindings } from '../../src/core/dataset/quality.ts'
import type { Study } from '../../src/core/study/study.ts'
import type { Table } from '../../src/core/tables/table.ts'
import { readFile } from '../../src/core/tables/testing.ts'
import { zipCases } from './cell-archive.ts'
import { makeCellCases } from './cell-cases.ts'
import { pictureSize } from './cell-picture.ts'
import { readCellStudy } from './testing/cell-study.ts'

const shipped = readFileSync('public/samples/synthetic-cells.zip')

let files: Record<string, Uint8Array>
let table: Table
let study: Study
let dataset: Dataset
beforeAll(async () => {
  files = unzipSync(shipped)
  table = await readFile(files['cases.csv']!)
  study = await readCellStudy()
  const paths = Object.keys(files).filter((path) => path.startsWith('images/'))
  const pictures = paths.map((path) => ({
    path,
    key: path,
    width: pictureSize,
    height: pictureSize,
    hash: '',
  }))
  dataset = buildDataset(table, study.columns!, { onePatientPerRow: false, pictures })
})

const valuesOf = (name: string): readonly string[] => table.columns.find((column) => column.name === name)!.values // prettier-ignore
const shareOf = (name: string, wanted: (value: string) => boolean): number =>
  valuesOf(name).filter(wanted).length / table.rows

test('the script gives the archive that is shipped, byte by byte', { timeout: 60_000 }, async () => {
  expect(Buffer.from(await zipCases(makeCellCases())).equals(shipped)).toBe(true)
  expect(shipped.length).toBeLessThan(1_200_000)
})

test('every picture belongs to a case, and every case finds its pictures', async () => {
  const paths = Object.keys(files).filter((path) => path.startsWith('images/'))
  const matched = matchPictures(valuesOf('image'), paths.map((path) => ({ path, key: path }))) // prettier-ignore
  expect(matched.notFound).toEqual([])
  expect(matched.unused).toEqual([])
  expect(matched.keys.filter((keys) => keys.length > 1).length).toBeGreaterThan(5)
  const picture = await RawImage.fromBlob(new Blob([Uint8Array.from(files[paths[0]!]!)]))
  expect([picture.width, picture.height]).toEqual([pictureSize, pictureSize])
})

test('[R7] something is missing everywhere, and no case lacks everything', () => {
  const isMissing = (value: string): boolean => value === ''
  for (const name of ['image', 'note']) {
    expect(shareOf(name, isMissing), name).toBeGreaterThan(0.08)
    expect(shareOf(name, isMissing), name).toBeLessThan(0.16)
  }
  for (const name of ['temperature', 'white_cells', 'haemoglobin', 'referred_by']) {
    expect(shareOf(name, isMissing), name).toBeGreaterThan(0.1)
    expect(shareOf(name, isMissing), name).toBeLessThan(0.22)
  }
  const absent = ['image', 'note', 'sex'].map((name) => valuesOf(name).map(isMissing))
  const lacking = Array.from({ length: table.rows }, (_, i) => absent.filter((missing) => missing[i]).length)
  expect(lacking.filter((parts) => parts === 2).length).toBeGreaterThan(3)
  expect(Math.max(...lacking)).toBe(2)
})

test('it has the cases, patients and columns that its study speaks of, and says that it is made up', () => {
  expect(table.rows).toBe(400)
  expect(dataset.caseIds).toHaveLength(400)
  expect(new Set(dataset.patientIds).size).toBeGreaterThan(230)
  expect(new Set(dataset.patientIds).size).toBeLessThan(270)
  expect(study.files).toEqual(['synthetic-cells.zip'])
  expect(new Set(valuesOf('source'))).toEqual(new Set(['synthetic']))
})

test('[R5] no word of a note and no column gives the outcome away, and no two patients share a text', async () => {
  const codes = (await datasetFindings(dataset)).map(({ notice }) => notice.code)
  expect(codes).toEqual(['effective-size'])
})
