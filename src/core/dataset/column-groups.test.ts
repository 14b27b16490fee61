import { describe, expect, it } from 'vitest'
import { findNumberedColumns, membersOf, roleOfEach } from './column-groups.ts'

const numbered = (prefix: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `${prefix}${from + i}`)

describe('findNumberedColumns', () => {
  it('finds columns of one prefix that are numbered without a gap, in the order of the numbers', () => {
    const columns = numbered('e', 0, 11)
    expect(findNumberedColumns(['id', ...columns.toReversed(), 'label'])).toEqual([
      { name: 'e', prefix: 'e', columns },
    ])
    const padded = numbered('0', 1, 8)
    expect(findNumberedColumns(padded.map((name) => `dim_${name}`))[0]).toMatchObject({
      name: 'dim',
      prefix: 'dim_',
    })
  })

  it('names each set as no column and no other set is named', () => {
    const sets = findNumberedColumns(['e', ...numbered('e', 1, 8), ...numbered('e_', 1, 8)])
    expect(sets.map(({ name }) => name)).toEqual(['e 2', 'e 3'])
    expect(findNumberedColumns(numbered('', 0, 7))[0]).toMatchObject({ name: 'vector', prefix: '' })
  })

  it('takes fewer than eight, a gap or a number twice for no set', () => {
    expect(findNumberedColumns(numbered('e', 1, 7))).toEqual([])
    expect(findNumberedColumns([...numbered('e', 1, 8), 'e10'])).toEqual([])
    expect(findNumberedColumns([...numbered('e', 1, 8), 'e08'])).toEqual([])
    expect(findNumberedColumns(['age', 'sex', 'constructor', '__proto__'])).toEqual([])
  })
})

describe('the columns of an entry', () => {
  const names = ['e10', 'e2', 'e1', 'ex1', 'e1b', 'E3']

  it('are those named by the prefix and digits only, by number, or those it lists, as listed', () => {
    expect(membersOf({ role: 'embedding', prefix: 'e' }, names)).toEqual(['e1', 'e2', 'e10'])
    expect(membersOf({ role: 'embedding', columns: ['ex1', 'e1'] }, names)).toEqual(['ex1', 'e1'])
  })

  it('have its role each', () => {
    const roles = { v: { role: 'embedding', prefix: 'e' }, ex1: { role: 'number' } } as const
    expect(Object.fromEntries(roleOfEach(roles, names))).toEqual({
      e1: 'embedding',
      e2: 'embedding',
      e10: 'embedding',
      ex1: 'number',
    })
  })
})
