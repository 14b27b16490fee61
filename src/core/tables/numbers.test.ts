import { describe, expect, it } from 'vitest'
import { createRng } from '../math/rng.ts'
import { isMissing, isMissingNumber } from './missing.ts'
import { clearMark, guessDecimal, parseNumber } from './numbers.ts'

describe('parseNumber', () => {
  it.each([
    ['12', '.', 12],
    [' -3.50 ', '.', -3.5],
    ['.5', '.', 0.5],
    ['1e-3', '.', 0.001],
    ['70,5', ',', 70.5],
    ['12', ',', 12],
  ] as const)('%j with %j is %d', (cell, mark, value) => {
    expect(parseNumber(cell, mark)).toBe(value)
  })

  it('gives every decimal to the last bit, however many digits it has', () => {
    const random = createRng(7)
    const texts = Array.from({ length: 20_000 }, (_, i) => {
      const value = (random.next() - 0.5) * 10 ** random.int(8)
      return [String(value), value.toFixed(i % 20), value.toPrecision(1 + (i % 17))]
    }).flat()
    expect(texts.filter((text) => parseNumber(text, '.') !== Number(text))).toEqual([])
  })

  it.each([
    ['', '.'],
    ['1,234', '.'],
    ['1.234,5', ','],
    ['70.5', ','],
    ['12 mg', '.'],
    ['0x10', '.'],
    ['Infinity', '.'],
    ['1e999', '.'],
    ['01/02', '.'],
  ] as const)('%j with %j stays text', (cell, mark) => {
    expect(parseNumber(cell, mark)).toBeNull()
  })
})

describe('guessDecimal', () => {
  const columns = (...values: string[][]) => values.map((column, j) => ({ name: `c${j}`, values: column }))
  it('sees decimal commas, and takes thousands for no evidence', () => {
    expect(guessDecimal(columns(['70,5', '', 'NA', '81,25'], ['a', 'b', 'c', 'd']))).toBe(',')
    expect(guessDecimal(columns(['1,234', '12,345', '7']))).toBe('.')
    expect(guessDecimal(columns(['70.5', '81'], ['1,234', '5,678']))).toBe('.')
    expect(guessDecimal(columns(['70.5', '81'], ['1,5', '2,5'], ['3,5', '4']))).toBe(',')
    expect(guessDecimal(columns(['pain, 5 days', '1,5']))).toBe('.')
    expect(guessDecimal(columns(['0,532', '0,871']))).toBe(',')
  })
})

it.each([
  ['3,5', ','],
  ['3.5', '.'],
  ['-0,125', ','],
  ['1.5e3', '.'],
  [' 12.50 ', '.'],
  ['1.234', null],
  ['1,234', null],
  ['1234', null],
  ['1.234,5', null],
  ['3,5 mg', null],
  ['', null],
] as const)('the mark that %j was certainly written with is %j', (cell, mark) => {
  expect(clearMark(cell)).toBe(mark)
})

describe('missing values', () => {
  it('are words whatever the column holds, and codes in columns of numbers only', () => {
    for (const cell of ['', '  ', 'NA', 'n/a', '#N/A', 'NaN', 'null']) expect(isMissing(cell)).toBe(true)
    for (const cell of ['none', 'unknown', '-999', '.', 'Nan Goldin', '0'])
      expect(isMissing(cell)).toBe(false)
    for (const cell of ['-999', '-9999', '-999.0', '-999,0', 'Inf', '-inf', '.', '?', 'None'])
      expect(isMissingNumber(cell)).toBe(true)
    for (const cell of ['-99', '999', '0', 'information']) expect(isMissingNumber(cell)).toBe(false)
  })
})
