import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Failure } from '../failure.ts'
import { rowNumber } from '../tables/table.ts'
import { contents, failureOf } from '../tables/testing.ts'
import { classFolderTable } from './class-folders.ts'
import { anyPath } from './testing.ts'

const rowsOf = (...paths: string[]) => contents(classFolderTable(paths))

describe('folders of pictures as classes', () => {
  test('the folder above is the class', () => {
    expect(rowsOf('NORMAL/1.png', 'NORMAL/2.png', 'COVID/1.png')).toEqual({
      names: ['picture', 'class'],
      rows: [
        ['NORMAL/1.png', 'NORMAL'],
        ['NORMAL/2.png', 'NORMAL'],
        ['COVID/1.png', 'COVID'],
      ],
    })
  })

  test('rows are counted from the first: no file has a header above them', () => {
    expect([0, 1].map((i) => rowNumber(classFolderTable(['A/1.png', 'B/1.png']), i))).toEqual([1, 2])
  })

  test.each([
    ['above', ['test/A/1.png', 'train/A/2.png', 'train/B/3.png', 'val/B/4.png']],
    ['below', ['A/test/1.png', 'A/train/2.png', 'B/train/3.png', 'B/val/4.png']],
    ['in other words', ['Testing/A/1.png', 'Training/A/2.png', 'Training/B/3.png', 'hold-out/B/4.png']],
  ])('train and test stand in a column of their own, %s', (_, paths) => {
    const { names, rows } = rowsOf(...paths)
    expect(names).toEqual(['picture', 'class', 'split'])
    expect(rows.map(([, name]) => name)).toEqual(['A', 'A', 'B', 'B'])
    expect(new Set(rows.map(([, , split]) => split)).size).toBe(3)
  })

  test('a folder that all pictures lie in says nothing', () => {
    const { names, rows } = rowsOf('data/train/A/1.png', 'data/train/B/2.png')
    expect(names).toEqual(['picture', 'class'])
    expect(rows.map(([, name]) => name)).toEqual(['A', 'B'])
  })

  test.each([
    ['numbered', ['COVID19/p1/1.png', 'COVID19/p1/2.png', 'COVID19/p2/1.png', 'NORMAL/p1/1.png'], 'p1'],
    ['named', ['COVID19/anna/1.png', 'COVID19/anna/2.png', 'COVID19/eva/1.png', 'NORMAL/jan/1.png'], 'anna'],
  ])('[R1] patients’ folders inside those of the classes are kept, %s', (_, paths, patient) => {
    const { names, rows } = rowsOf(...paths)
    expect(names).toEqual(['picture', 'class', 'folder'])
    expect(rows[0]).toEqual([paths[0], 'COVID19', patient])
    expect(rows.map(([, name]) => name)).toEqual(['COVID19', 'COVID19', 'COVID19', 'NORMAL'])
  })

  test('sites above the classes are kept', () => {
    const { names, rows } = rowsOf('Oslo/A/1.png', 'Oslo/B/2.png', 'Rome/A/3.png', 'Rome/B/4.png')
    expect(names).toEqual(['picture', 'class', 'folder'])
    expect(rows.map((row) => row.slice(1))).toEqual([['A', 'Oslo'], ['B', 'Oslo'], ['A', 'Rome'], ['B', 'Rome']]) // prettier-ignore
  })

  test('classes may be numbers', () => {
    expect(rowsOf('0/a.png', '1/b.png').rows.map(([, name]) => name)).toEqual(['0', '1'])
  })

  test('[R13] a picture outside of the folders keeps its row, without a class', () => {
    expect(rowsOf('A/1.png', 'B/2.png', 'stray.png').rows[2]).toEqual(['stray.png', ''])
  })

  test.each([
    ['no folder', ['1.png', '2.png']],
    ['one folder', ['A/1.png', 'A/2.png']],
    ['folders of a split only', ['train/1.png', 'test/2.png']],
    ['no picture', []],
  ])('%s gives no classes', async (_, paths) => {
    expect(await failureOf(() => classFolderTable(paths))).toEqual({
      code: 'no-class-folders',
      params: { pictures: paths.length },
    })
  })

  test('any paths give a row each, or the failure', () => {
    fc.assert(
      fc.property(fc.array(anyPath, { maxLength: 10 }), (paths) => {
        const result = outcomeOf(paths)
        expect(['no-class-folders', ...paths]).toEqual(expect.arrayContaining([...result]))
        expect([1, paths.length]).toContain(result.length)
      }),
      { numRuns: 300, seed: 1 },
    )
  })
})

/** The pictures of the table, or the code of the failure. */
function outcomeOf(paths: readonly string[]): readonly string[] {
  try {
    return classFolderTable(paths).columns[0]!.values
  } catch (thrown) {
    if (thrown instanceof Failure) return [thrown.code]
    throw thrown
  }
}
