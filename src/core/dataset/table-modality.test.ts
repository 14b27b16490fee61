import { describe, expect, it } from 'vitest'
import { failureOf, readFile, tableOf } from '../tables/testing.ts'
import { buildDataset } from './build.ts'
import type { ColumnRoles, Dataset, TableModality } from './dataset.ts'
import { tableModalities } from './modalities.ts'
import { presentRows } from './table-modality.ts'

const roles: ColumnRoles = {
  age: { role: 'number' },
  sex: { role: 'category' },
  outcome: { role: 'label' },
}
const build = (rows: readonly (readonly string[])[], changed: ColumnRoles = {}): Dataset =>
  buildDataset(tableOf(['age', 'sex', 'outcome'], rows.map((row) => [...row])), { ...roles, ...changed }, { onePatientPerRow: true }) // prettier-ignore

const tableOfNumbers = (dataset: Dataset): TableModality => tableModalities(dataset)[0]!

describe('numbers and categories of a data set', () => {
  it('are one modality; a data set needs no text', () => {
    const { modalities } = build([
      ['40', 'm', 'yes'],
      ['50.5', 'f', 'no'],
      ['-3e1', 'm', 'yes'],
    ])
    expect(modalities).toEqual([
      {
        kind: 'table',
        name: 'table',
        columns: [
          { kind: 'number', name: 'age', values: Float64Array.of(40, 50.5, -30) },
          { kind: 'category', name: 'sex', values: Int32Array.of(1, 0, 1), levels: ['f', 'm'] },
        ],
      },
    ])
  })

  it('R7, R13: what is missing is a state that keeps its case, and is counted; what is no number is told', () => {
    const dataset = build([
      ['', '', 'yes'],
      ['-999', 'f', 'no'],
      ['about 40', 'NA', 'no'],
      ['41', ' m ', 'yes'],
      ['42', 'm\u200b', 'yes'],
    ])
    const { y, notices } = dataset
    const { columns } = tableOfNumbers(dataset)
    expect(y).toHaveLength(5)
    expect(columns.map(({ values }) => [...values])).toEqual([
      [NaN, NaN, NaN, 41, 42],
      [-1, 0, -1, 1, 1],
    ])
    expect([...presentRows(columns)]).toEqual([0, 1, 0, 1, 1])
    expect(notices).toEqual(
      expect.arrayContaining([
        { code: 'not-numbers', severity: 'warning', params: { column: 'age', count: 1 } },
        { code: 'table-values-missing', severity: 'info', params: { count: 5, values: 10, columns: 2 } },
        { code: 'table-missing', severity: 'info', params: { count: 2 } },
      ]),
    )
  })

  it('R13: leaves out what could tell nothing, and says why; a single value with gaps stays', () => {
    const rows = Array.from({ length: 250 }, (_, i) => ['7', `level ${i}`, i % 2 ? 'yes' : 'no'])
    const leftOut = (column: string, reason: string) => ({
      code: 'column-left-out',
      severity: 'warning',
      params: { column, reason },
    })
    const { notices } = build(rows.map((row, i) => row.with(0, String(i)))) // prettier-ignore
    expect(notices).toContainEqual(leftOut('sex', 'too-many-values'))
    expect(build(rows.map((row, i) => row.with(1, 'fm'.charAt(i % 2)))).notices).toContainEqual(leftOut('age', 'constant')) // prettier-ignore
    expect(build(rows.map((row, i) => row.with(0, '').with(1, 'fm'.charAt(i % 2)))).notices).toContainEqual(leftOut('age', 'all-missing')) // prettier-ignore
    const gaps = build(rows.map((row, i) => row.with(0, i % 2 ? '7' : '').with(1, ''))) // prettier-ignore
    expect(tableOfNumbers(gaps).columns.map(({ name }) => name)).toEqual(['age'])
  })

  it('says that there is nothing to learn from where no column is left', async () => {
    const failure = await failureOf(() => build([['1', 'm', 'yes'], ['1', 'm', 'no']])) // prettier-ignore
    expect(failure).toEqual({ code: 'no-modality', params: {} })
  })

  it('reads the decimal comma of its table', async () => {
    const table = await readFile('age;outcome\n40,5;a\n41,25;b\n42,5;a\n')
    const dataset = buildDataset(
      table,
      { age: roles.age!, outcome: roles.outcome! },
      { onePatientPerRow: true },
    )
    expect([...tableOfNumbers(dataset).columns[0]!.values]).toEqual([40.5, 41.25, 42.5])
  })

  it('has a name of its own beside a text column of that name: they have random streams of their own', () => {
    const table = tableOf(['table', 'age', 'outcome'], [['a', '1', 'x'], ['b', '2', 'y']]) // prettier-ignore
    const dataset = buildDataset(
      table,
      { table: { role: 'text' }, age: roles.age!, outcome: roles.outcome! },
      { onePatientPerRow: true },
    )
    expect(tableOfNumbers(dataset).name).toBe('table 2')
  })
})
