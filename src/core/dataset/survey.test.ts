import { describe, expect, test } from 'vitest'
import { classFolderTable } from '../bundles/class-folders.ts'
import { tableOf } from '../tables/testing.ts'
import { surveyTable } from './survey.ts'

const table = tableOf(
  ['case_id', 'scan', 'outcome'],
  [
    ['c1', 'a.png', 'yes'],
    ['c2', 'b.png', 'no'],
    ['c3', 'gone.png', 'no'],
    ['c4', '', ''],
  ],
)
const at = (...paths: string[]) => paths.map((path) => ({ path }))

describe('what a table holds, before it is stored', () => {
  test('[R13] rows with a picture, pictures without a row, rows a class', () => {
    expect(surveyTable(table, at('scans/a.png', 'scans/b.png', 'scans/other.png'))).toEqual({
      rows: 4,
      pictures: { column: 'scan', rowsWithPicture: 2, unused: ['scans/other.png'] },
      label: {
        column: 'outcome',
        classes: [
          { name: 'yes', rows: 1 },
          { name: 'no', rows: 2 },
        ],
      },
    })
  })

  test('pictures that are called by the rows’ IDs are found by that column', () => {
    const { pictures } = surveyTable(table, at('c1.png', 'c2.png', 'c3.png', 'c4.png'))
    expect(pictures).toEqual({ column: 'case_id', rowsWithPicture: 4, unused: [] })
  })

  test('where none belongs to a row, all are told', () => {
    const { pictures } = surveyTable(table, at('x.png', 'y.png'))
    expect(pictures).toEqual({ column: null, rowsWithPicture: 0, unused: ['x.png', 'y.png'] })
  })

  test('folders of classes: every picture is a row', () => {
    const paths = ['ill/1.png', 'ill/2.png', 'well/3.png']
    expect(surveyTable(classFolderTable(paths), at(...paths))).toMatchObject({
      rows: 3,
      pictures: { rowsWithPicture: 3, unused: [] },
      label: { column: 'class', classes: [{ name: 'ill', rows: 2 }, { name: 'well', rows: 1 }] }, // prettier-ignore
    })
  })

  test('no pictures and no label are nothing to tell', () => {
    expect(surveyTable(tableOf(['note'], [['a'], ['b']]), [])).toEqual({
      rows: 2,
      pictures: null,
      label: null,
    })
  })
})
