import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { memoryFile } from '../archives/testing.ts'
import type { Table } from '../tables/table.ts'
import { contents, tableOf } from '../tables/testing.ts'
import { attachPictures } from './attach-pictures.ts'
import { sortBundle } from './bundle.ts'
import { matchPictures } from './match-pictures.ts'
import { anyPath } from './testing.ts'

const picturesOf = (...paths: string[]) => paths.map((path) => ({ path, key: path }))

/** A table of one column and as many rows as values. */
const column = (name: string, ...values: string[]): Table => tableOf([name], values.map((value) => [value])) // prettier-ignore

/** The cells of the new column. */
function attached(table: Table, ...paths: string[]): readonly string[] {
  const { table: wider, column: name } = attachPictures(table, picturesOf(...paths))
  expect(wider.columns.length).toBe(table.columns.length + 1)
  return wider.columns.find((one) => one.name === name)!.values
}

describe('a column that names files', () => {
  const table = tableOf(
    ['id', 'source', 'image', 'age'],
    [
      ['1', 'slide1.jpg', 'images/a.png', '71'],
      ['2', 'slide1.jpg', 'images/b.png', ''],
      ['3', 'slide2.jpg', '', '50'],
      ['4', 'slide2.jpg', 'images/gone.png', '50'],
    ],
  )

  test('is found, and the table stays as it is', () => {
    const pictures = picturesOf('images/a.png', 'images/b.png', 'images/logo.png', 'slide2.jpg')
    expect(attachPictures(table, pictures)).toEqual({
      table,
      column: 'image',
      idColumn: null,
      matched: 2,
      unused: ['images/logo.png', 'slide2.jpg'],
    })
  })

  test('of several that do, the one that finds pictures for most rows', () => {
    const slides = attachPictures(table, picturesOf('slide1.jpg', 'slide2.jpg', 'images/a.png'))
    expect(slides).toMatchObject({ column: 'source', matched: 4 })
  })

  test('may be missing: every picture is listed', () => {
    expect(attachPictures(column('age', '50', '60'), picturesOf('x.png'))).toMatchObject({
      column: null,
      matched: 0,
      unused: ['x.png'],
    })
  })
})

describe('a column of IDs', () => {
  test('gives a new column of pictures', () => {
    const table = tableOf(['case', 'sex'], [['p1', 'f'], ['P2', 'm'], ['p3', 'f']]) // prettier-ignore
    const result = attachPictures(table, picturesOf('x/p1.png', 'x/p2.PNG', 'x/p9.png'))
    expect(contents(result.table)).toEqual({
      names: ['case', 'sex', 'picture'],
      rows: [['p1', 'f', 'x/p1.png'], ['P2', 'm', 'x/p2.PNG'], ['p3', 'f', '']], // prettier-ignore
    })
    expect(result).toMatchObject({
      column: 'picture',
      idColumn: 'case',
      matched: 2,
      unused: ['x/p9.png'],
    })
  })

  test.each([
    ['numbered pictures', ['p1_1.png', 'p1_2.png', 'p2-1.png'], ['p1_1.png;p1_2.png', 'p2-1.png']],
    [
      'views',
      ['p1 (left).png', 'p1_right_2.png', 'p2.PA.png'],
      ['p1 (left).png;p1_right_2.png', 'p2.PA.png'],
    ],
    ['folders', ['p1/a.dcm', 'p1/s/b.dcm', 'p2/a.dcm'], ['p1/a.dcm;p1/s/b.dcm', 'p2/a.dcm']],
    ['files without an ending', ['p1/IM1', 'p1/IM2', 'p2/IM1'], ['p1/IM1;p1/IM2', 'p2/IM1']],
    ['paths with semicolons', ['p1/a;b.png', 'p2/a.png'], ['["p1/a;b.png"]', 'p2/a.png']],
  ])('is met by %s', (_, paths, cells) => {
    expect(attached(column('id', 'p1', 'p2'), ...paths)).toEqual(cells)
  })

  test('of IDs that begin alike the longer counts, and the whole name before its front', () => {
    const ids = column('id', 'p1', 'p1_2', 'p10')
    expect(attached(ids, 'p1_1.png', 'p1_2.png', 'p1_2_b.png', 'p10.png')).toEqual([
      'p1_1.png',
      'p1_2.png;p1_2_b.png',
      'p10.png',
    ])
  })

  test('a picture that two IDs may have made belongs to none', () => {
    const ids = column('id', 'p1', 'p2', 'p3')
    expect(attached(ids, 'p1/p2.png', 'p1/p2/a.png', 'p3/p3_1.png', 'p1/x.png')).toEqual([
      'p1/x.png',
      '',
      'p3/p3_1.png',
    ])
    expect(attached(column('id', 'a', 'A', 'b'), 'a.png', 'b.png')).toEqual(['', '', 'b.png'])
  })

  test('is the case before its patient, in whatever order they stand', () => {
    const rows = [['P7', 'P7_1'], ['P7', 'P7_2'], ['P8', 'P8_1'], ['P8', 'P8_2']] // prettier-ignore
    const files = picturesOf('P7_1.png', 'P7_2_left.png', 'P8_1.png', 'P8_2.png')
    const swapped = rows.map(([patient, visit]) => [visit!, patient!])
    for (const table of [tableOf(['patient', 'visit'], rows), tableOf(['visit', 'patient'], swapped)]) {
      const { table: wider, idColumn } = attachPictures(table, files)
      expect(idColumn).toBe('visit')
      expect(wider.columns.at(-1)!.values).toEqual(files.map(({ path }) => path))
    }
  })

  test('that stands in several rows gives each of them its picture', () => {
    expect(attached(column('patient', 'p1', 'p1', 'p2'), 'p1.png', 'p2.png')).toEqual(['p1.png', 'p1.png', 'p2.png']) // prettier-ignore
  })

  test('keeps its role where a column of its name exists already', () => {
    const table = tableOf(['picture', 'id'], [['yes', '001'], ['no', '002']]) // prettier-ignore
    expect(attachPictures(table, picturesOf('001.png'))).toMatchObject({
      column: 'picture (2)',
      idColumn: 'id',
    })
  })

  test.each([
    ['ages that happen to be numbers of pictures', ['50', '60', '50', '70'], ['50.png', '60.png', '70.png']],
    ['few of many counts', ['1', '2', '300', '400', '500'], ['1_a.png', '1_b.png', '2_a.png']],
    ['classes that are names of folders', ['wbc', 'rbc', 'wbc', 'rbc', 'rbc'], ['wbc/1.png', 'rbc/2.png']],
    ['a stray name', ['x1', 'x2', 'x3', 'a'], ['a.png', 'b.png', 'c.png']],
  ])('is none: %s', (_, values, paths) => {
    expect(attachPictures(column('value', ...values), picturesOf(...paths))).toMatchObject({
      column: null,
      matched: 0,
      unused: paths,
    })
  })
})

/** As `sortBundle` gives them; no two are one on a computer that composes accents. */
const anyPictures = fc
  .uniqueArray(anyPath, { maxLength: 8 })
  .map((paths) => sortBundle(paths.map((path) => memoryFile(path, ''))).pictures.map(({ path }) => path))
  .filter((paths) => new Set(paths.map((path) => path.normalize('NFC').trim())).size === paths.length)

test('whatever the cells and paths are: what is attached is found again, and what is not is listed', () => {
  const cells = fc.array(fc.tuple(anyPath, fc.constantFrom('7', 'a', 'p1', '', '__proto__')), {
    maxLength: 6,
  })
  fc.assert(
    fc.property(cells, anyPictures, (rows, paths) => {
      const pictures = picturesOf(...paths)
      const { table, column: name, ...result } = attachPictures(tableOf(['file', 'id'], rows), pictures)
      const found = table.columns.find((one) => one.name === name)?.values ?? rows.map(() => '')
      const { keys, unused } = matchPictures(found, pictures)
      expect(result.unused).toEqual(unused)
      expect(result.matched).toBe(keys.filter((own) => own.length > 0).length)
    }),
    { numRuns: 500, seed: 1 },
  )
})
