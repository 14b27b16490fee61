import { describe, expect, test } from 'vitest'
import type { Table } from '../tables/table.ts'
import { caseSubgroups, mostSubgroups, usualSubgroups } from './subgroups.ts'

const n = 30
const column = (name: string, value: (i: number) => string) => ({
  name,
  values: Array.from({ length: n }, (_, i) => value(i)),
})
const table: Table = {
  columns: [
    column('hospital', (i) => (i < 5 ? '' : i % 2 === 0 ? 'North ' : 'South')),
    column('sex', (i) => (i % 3 === 0 ? 'f' : 'm')),
    column('ward', (i) => `ward ${i}`),
    column('same', () => 'x'),
    column('age', String),
  ],
  rows: n,
  notices: [],
}
/** Row 0 is left out. */
const dataset = { rows: Int32Array.from({ length: n - 1 }, (_, i) => i + 1) }

describe('columns whose values make subgroups', () => {
  test('are sites and categories by default, whatever is predicted from (R5)', () => {
    const roles = { hospital: { role: 'site' }, sex: { role: 'category' }, ward: { role: 'ignore' }, age: { role: 'number' } } as const // prettier-ignore
    expect(usualSubgroups(table, roles)).toEqual(['hospital', 'sex'])
  })

  test('R7: every case has a level, and none where the value is missing', () => {
    const { subgroups, notices } = caseSubgroups(table, dataset, ['hospital', 'sex'])
    expect(notices).toEqual([])
    expect(subgroups.map(({ column: name, levels }) => [name, levels])).toEqual([
      ['hospital', ['North', 'South']],
      ['sex', ['f', 'm']],
    ])
    // rows 1 to 4 are empty, row 5 is South
    expect([...subgroups[0]!.values.subarray(0, 6)]).toEqual([-1, -1, -1, -1, 1, 0])
    expect(subgroups[0]!.values).toHaveLength(n - 1)
  })

  test('R13: more than 20 values are told and make none; one value makes none', () => {
    const { subgroups, notices } = caseSubgroups(table, dataset, ['ward', 'same', 'gone'])
    expect(subgroups).toEqual([])
    expect(notices).toEqual([
      {
        code: 'subgroup-left-out',
        severity: 'info',
        params: { column: 'ward', levels: n - 1, most: mostSubgroups },
      },
      { code: 'subgroup-not-found', severity: 'warning', params: { column: 'gone' } },
    ])
  })
})
