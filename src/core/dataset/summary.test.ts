import { describe, expect, it } from 'vitest'
import { tableOf } from '../tables/testing.ts'
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
