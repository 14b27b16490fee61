import { describe, expect, it } from 'vitest'
import { guessDecimal } from '../tables/numbers.ts'
import { tableOf } from '../tables/testing.ts'
import { vectorDistinctCap } from './fractions-summary.ts'
import { distinctCap, summariseColumn, summariseTable } from './summary.ts'

const column = (values: readonly string[]) => summariseColumn({ name: 'x', values }, '.')

describe('summariseColumn', () => {
  it('counts missing values, different ones and lengths', () => {
    expect(column(['a', ' a ', 'bcd', '', ' ', 'NA', 'two words'])).toMatchObject({
      rows: 7,
      missing: 3,
      missingWords: 1,
      distinct: 3,
      distinctCapped: false,
      repeats: true,
      medianLength: 3,
      longestLength: 9,
      spaced: 1,
    })
  })

  it('gives the range of numbers without the codes for missing ones', () => {
    expect(column(['3', '-999', '1.5', 'Inf', '20', 'x'])).toMatchObject({
      numbers: 3,
      integers: 2,
      min: 1.5,
      max: 20,
      missingNumbers: 2,
    })
    expect(column(['x'])).toMatchObject({ numbers: 0, min: null, max: null })
    expect(column([])).toMatchObject({ rows: 0, missing: 0, distinct: 0, medianLength: 0 })
  })

  it('reads decimal commas where the table writes them', () => {
    const [kg] = summariseTable(tableOf(['kg'], [['70,5'], ['81,25'], ['60']]))
    expect(kg).toMatchObject({ numbers: 3, min: 60, max: 81.25 })
  })

  it('asks for the order of day and month only where no date settles it', () => {
    expect(column(['01/02/2024', '03/04/2024'])).toMatchObject({ dates: 2, dateOrder: 'ambiguous' })
    expect(column(['01/02/2024', '30/04/2024'])).toMatchObject({ dates: 2, dateOrder: 'day-first' })
    expect(column(['x'])).toMatchObject({ dates: 0, dateOrder: null })
  })

  it('tells pictures from other files and from addresses', () => {
    const cells = [
      'images/a b.PNG',
      'scan.dcm',
      'https://example.org/x.png',
      'letter.pdf',
      'C:\\data\\x.txt',
      'see fig.',
    ]
    expect(column(cells)).toMatchObject({ imageFiles: 2, links: 3 })
  })

  it('says where it stopped counting different values', () => {
    const values = Array.from({ length: distinctCap + 5 }, (_, i) => `v${i}`)
    expect(column(values)).toMatchObject({ distinct: distinctCap, distinctCapped: true, repeats: false })
  })
})

describe('summariseTable', () => {
  const fractions = (i: number, j: number): string =>
    i % 9 === j ? ['', ' NA ', 'nan'][i % 3]! : (Math.sin(i * 13 + j) * 10 ** (j % 4)).toFixed(j % 6)
  const shape = (cell: (i: number, j: number) => string, rows = 90) =>
    tableOf(
      Array.from({ length: 9 }, (_, j) => `e${j}`),
      Array.from({ length: rows }, (_, i) => Array.from({ length: 9 }, (_, j) => cell(i, j))),
    )

  it.each([
    ['fractions with gaps', shape(fractions)],
    ['whole numbers', shape((i, j) => String((i * j) % 256))],
    ['years and codes', shape((i, j) => (i % 5 === j ? '-999' : `${1990 + i}.5`))],
    ['dates and words', shape((i, j) => (j === 3 ? 'high' : `2024010${1 + (i % 9)}`))],
    ['nothing', shape(() => '')],
    ['decimal commas', shape((i, j) => `${i},${j}`)],
  ])('reads the numbered columns of a vector as any other column: %s', (_, table) => {
    const decimal = guessDecimal(table.columns)
    expect(summariseTable(table)).toEqual(table.columns.map((each) => summariseColumn(each, decimal)))
  })

  it('counts the different values of a vector only as far as nobody takes it for a category', () => {
    const [first] = summariseTable(shape((i, j) => `0.${i + 100 * j + 1}`, 400))
    expect(first).toMatchObject({ distinct: vectorDistinctCap, distinctCapped: true, numbers: 400 })
  })
})
