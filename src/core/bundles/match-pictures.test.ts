import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellOf, matchPictures, namesIn } from './match-pictures.ts'
import { anyPath } from './testing.ts'

/** Pictures whose key is their path, but where "path = key" says otherwise. */
const picturesOf = (...written: string[]) =>
  written.map((text) => {
    const [path = '', key = path] = text.split(' = ')
    return { path, key }
  })

/** The keys that each cell gets. */
const match = (cells: string[], ...pictures: string[]) => matchPictures(cells, picturesOf(...pictures)).keys

describe('a cell that names a picture', () => {
  test.each([
    ['by its path', 'images/a.png', ['images/a.png']],
    ['by the end of its path', 'images/a.png', ['study/images/a.png']],
    ['by a longer path', 'data/images/a.png', ['images/a.png']],
    ['by its name', 'a.png', ['images/a.png']],
    ['without its ending', 'images/a', ['images/a.png']],
    ['in Windows’ writing', 'Images\\A.PNG', ['images/a.png']],
    ['from another computer', 'D:\\old\\xrays\\a.png', ['images/a.png']],
    ['from the folder itself', './images//a.png', ['images/a.png']],
    ['with spaces around', '  images/a.png ', ['images/a.png']],
    ['in another Unicode form', 'Jose\u0301.png', ['images/Jos\u00e9.png']],
    ['with dots in its name', 'scan.1.2', ['scan.1.2.dcm']],
    ['that has no ending', '1.2.840.5', ['s/1.2.840.5']],
    ['called __proto__', '__proto__', ['__proto__.png']],
  ])('%s', (_, cell, pictures) => {
    expect(match([cell], ...pictures)).toEqual([[pictures[0]]])
  })

  test.each([
    ['two of one name', 'a.png', ['p1/a.png', 'p2/a.png']],
    ['two of one name, from another folder', 'p3/a.png', ['p1/a.png', 'p2/a.png']],
    ['two that differ by their ending, named without', 'a', ['a.png', 'a.jpg']],
    ['two that differ by case, named in a third', 'A.png', ['p/a.PNG', 'p/a.png']],
    ['one whose name only begins alike', '1.2.840', ['1.2.840.5']],
    ['one whose name only ends alike', 'a.png', ['aa.png']],
    ['one of another ending', 'a.png', ['a.jpg']],
    ['a word in a note', 'see a.png', ['a.png']],
    ['a missing value', 'NA', ['na.png']],
    ['nothing', ' ', ['a.png']],
  ])('%s gets none', (_, cell, pictures) => {
    expect(match([cell], ...pictures)).toEqual([[]])
  })

  test('the better answer counts', () => {
    expect(match(['a.png', 'x/a.png', 'b.png', 'B.png', 'c', 'c.png'], 'a.png', 'x/a.png', 'b.png', 'B.png', 'c', 'c.png')).toEqual(
      [['a.png'], ['x/a.png'], ['b.png'], ['B.png'], ['c'], ['c.png']],
    ) // prettier-ignore
  })

  test('unknown folders are overlooked only where no other name means the same picture', () => {
    expect(match(['p1/scan.png', 'p2/scan.png'], 'p2/scan.png')).toEqual([[], ['p2/scan.png']])
    expect(match(['p1/scan.png', 'p2/scan.png'], 'scan.png')).toEqual([[], []])
    expect(match(['p1/scan.png', 'P1\\scan.png'], 'scan.png')).toEqual([['scan.png'], ['scan.png']])
  })

  test('a broken file keeps its name: its row gets no other picture', () => {
    const pictures = picturesOf('p1/scan.png = 1', 'a.png.png = 2')
    const rejected = [{ path: 'p2/scan.png' }, { path: 'a.png' }]
    const { keys, broken, notFound } = matchPictures(
      ['p2/scan.png', 'a.png', 'scan.png', 'p1/scan.png'],
      pictures,
      rejected,
    )
    expect(keys).toEqual([[], [], [], ['1']])
    expect(broken).toEqual([{ cell: 0, name: 'p2/scan.png' }, { cell: 1, name: 'a.png' }]) // prettier-ignore
    expect(notFound).toEqual([{ cell: 2, name: 'scan.png' }])
  })

  test('copies of one picture are one', () => {
    const pictures = picturesOf('p1/a.png = 1', 'p2/a.png = 1', 'b.png = 2')
    expect(matchPictures(['a.png', 'p1/a.png;p2/a.png'], pictures)).toEqual({
      keys: [['1'], ['1']],
      notFound: [],
      broken: [],
      unused: ['b.png'],
    })
  })
})

test.each([
  'a.png;b.png', 'a.png | b.png', 'a.png\nb.png', '["a.png", "b.png"]', 'a.png;;b.png;', 'a.png;b.png;a.png',
])('%j names two pictures', (cell) => expect(match([cell], 'a.png', 'b.png')).toEqual([['a.png', 'b.png']])) // prettier-ignore

test('[R13] names without a picture, and pictures without a name, are listed', () => {
  const { notFound, unused } = matchPictures(
    ['a.png;gone.png', '', '[1, 2]'],
    picturesOf('b.png', 'a.png', 'c.png'),
  )
  expect(notFound).toEqual([
    { cell: 0, name: 'gone.png' },
    { cell: 2, name: '[1, 2]' },
  ])
  expect(unused).toEqual(['b.png', 'c.png'])
})

/** The parts of a path as they are compared. */
const partsOf = (path: string): string[] =>
  path.normalize('NFC').trim().toLowerCase().split(/[\\/]/).filter((part) => part !== '' && part !== '.') // prettier-ignore

const someCell = fc.array(anyPath, { maxLength: 3 }).map((paths) => paths.join(';'))

test('whatever the names are: a picture ends with the name, each is found or listed', () => {
  fc.assert(
    fc.property(
      fc.array(someCell, { maxLength: 6 }),
      fc.uniqueArray(anyPath, { maxLength: 8 }),
      (cells, paths) => {
        const { keys, notFound, unused } = matchPictures(cells, picturesOf(...paths))
        cells.forEach((cell, i) => {
          const names = namesIn(cell)
          const listed = notFound.filter((one) => one.cell === i).map(({ name }) => name)
          for (const key of keys[i]!) {
            const last = partsOf(key).at(-1)
            const isNamed = (name: string) => {
              const named = partsOf(name).at(-1)
              return named === last || last?.replace(/\.(png|jpg)$/, '') === named
            }
            expect(names.filter((name) => !listed.includes(name)).some(isNamed)).toBe(true)
          }
          expect(names.length === 0 || keys[i]!.length + listed.length > 0).toBe(true)
        })
        expect([...unused].sort()).toEqual(paths.filter((path) => !keys.flat().includes(path)).sort())
      },
    ),
    { numRuns: 1000, seed: 1 },
  )
})

test('a cell written for paths names them again', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyPath, { maxLength: 5 }), (paths) => {
      const own = paths.map((path) => path.trim()).filter((path) => path !== '')
      expect(namesIn(cellOf(own))).toEqual(own)
    }),
    { numRuns: 500, seed: 1 },
  )
})
