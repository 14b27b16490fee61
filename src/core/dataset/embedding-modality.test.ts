import { describe, expect, it } from 'vitest'
import type { Notice } from '../notice.ts'
import { readJsonLine } from '../tables/json-line.ts'
import { failureOf, tableOf } from '../tables/testing.ts'
import { buildDataset } from './build.ts'
import type { ColumnRoles, Dataset } from './dataset.ts'
import { embeddingModalities, predictorsOf } from './modalities.ts'

const label: ColumnRoles = { outcome: { role: 'label' } }
const numbered: ColumnRoles = { ...label, vec: { role: 'embedding', prefix: 'e' } }
const inLists: ColumnRoles = { ...label, vec: { role: 'embedding' } }

/** Rows of a vector's cells; the label alternates. */
const build = (
  names: readonly string[],
  rows: readonly (readonly string[])[],
  roles: ColumnRoles = numbered,
): Dataset =>
  buildDataset(
    tableOf(
      [...names, 'outcome'],
      rows.map((row, i) => [...row, 'ab'.charAt(i % 2)]),
    ),
    roles,
    {
      onePatientPerRow: true,
    },
  )
const lists = (...cells: string[]): Dataset =>
  build(
    ['vec'],
    cells.map((cell) => [cell]),
    inLists,
  )
const only = (dataset: Dataset) => {
  const [modality] = embeddingModalities(dataset)
  return { X: [...modality!.X.data], cols: modality!.X.cols, present: [...modality!.present] }
}
const about = ({ notices }: Dataset): Notice[] =>
  notices.filter(({ code }) => code.startsWith('vectors-') || code === 'column-left-out')

describe('ready-made vectors', () => {
  it('are the numbered columns in the order of their numbers, or those listed in their own', () => {
    const rows = [
      ['3', '1.5', '-2'],
      ['6', '4', '5e-1'],
    ]
    const names = ['e10', 'e1', 'e2']
    expect(only(build(names, rows))).toEqual({ X: [1.5, -2, 3, 4, 0.5, 6], cols: 3, present: [1, 1] })
    const listed: ColumnRoles = { ...label, vec: { role: 'embedding', columns: ['e2', 'e10'] } }
    expect(only(build(names, rows, listed))).toEqual({ X: [-2, 3, 0.5, 6], cols: 2, present: [1, 1] })
  })

  it('are read with the decimal mark of the table', () => {
    expect(only(build(['e0', 'e1'], [['0,5', '1,25'], ['2', '-3,5']])).X).toEqual([0.5, 1.25, 2, -3.5]) // prettier-ignore
  })

  it('R7, R13: a case without a whole vector of numbers stays, lacks the modality, and is counted by reason', () => {
    const dataset = build(
      ['e0', 'e1'],
      [
        ['1', '2'],
        ['', 'NA'],
        ['3', ''],
        ['x', '4'],
        ['-999', '5'],
        ['1e39', '6'],
        ['7', '8'],
      ],
    )
    expect(dataset.y).toHaveLength(7)
    expect(only(dataset)).toEqual({
      X: [1, 2, ...Array<number>(10).fill(0), 7, 8],
      cols: 2,
      present: [1, 0, 0, 0, 0, 0, 1],
    })
    const unusable = { column: 'vec', dimensions: 2 }
    expect(about(dataset)).toEqual([
      { code: 'vectors-unusable', severity: 'warning', params: { ...unusable, reason: 'incomplete', count: 2 } },
      { code: 'vectors-unusable', severity: 'warning', params: { ...unusable, reason: 'not-numbers', count: 2 } },
      { code: 'vectors-missing', severity: 'info', params: { column: 'vec', count: 1 } },
    ]) // prettier-ignore
  })

  it('are read from lists, as JSONL and Parquet write them; most tell the length', () => {
    const line = (numbers: string): string => readJsonLine(`{"vec": ${numbers}}`, 1).get('vec')!
    expect(only(lists(line('[1.50, -2e1]'), line('[ 3, 4 ]'))).X).toEqual([1.5, -20, 3, 4])
    expect(only(lists('[1,2.5]', ' [ -3e-1, 4 ] '))).toEqual({ X: [1, 2.5, Math.fround(-0.3), 4], cols: 2, present: [1, 1] }) // prettier-ignore
    const dataset = lists(
      '[1,2]',
      '[3,4]',
      '[5,6,7]',
      '[1]',
      '[8,null]',
      '[9,"x"]',
      'none',
      '',
      '[]',
      '{"a":1}',
    )
    expect(only(dataset).present).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 0, 0])
    expect(about(dataset).map(({ params }) => params)).toEqual([
      { column: 'vec', reason: 'incomplete', count: 1, dimensions: 2 },
      { column: 'vec', reason: 'not-numbers', count: 3, dimensions: 2 },
      { column: 'vec', reason: 'wrong-length', count: 2, dimensions: 2 },
      { column: 'vec', count: 2 },
    ])
  })

  it('are left out, and told, where all are missing or all are the same', async () => {
    const text: ColumnRoles = { ...numbered, note: { role: 'text' } }
    const withNote = (cells: readonly (readonly string[])[]) =>
      build(['e0', 'e1', 'note'], cells.map((row, i) => [...row, `note ${i}`]), text) // prettier-ignore
    const empty = withNote([['', ''], ['', '']]) // prettier-ignore
    expect(embeddingModalities(empty)).toEqual([])
    expect(about(empty)).toEqual([
      { code: 'column-left-out', severity: 'warning', params: { column: 'vec', reason: 'all-missing' } },
    ])
    const constant = withNote([['1', '2'], ['1', '2']]) // prettier-ignore
    expect(embeddingModalities(constant)).toEqual([])
    expect(about(constant)[0]!.params).toEqual({ column: 'vec', reason: 'constant' })
    // whether a vector is there can tell something
    expect(embeddingModalities(withNote([['1', '2'], ['', '']]))).toHaveLength(1) // prettier-ignore
    expect(await failureOf(() => build(['e0'], [['1'], ['1']]))).toEqual({ code: 'no-modality', params: {} })
  })

  it('stand between the texts and the table, each set once', () => {
    const dataset = build(
      ['age', 'f0', 'note', 'e0', 'e1', 'list'],
      [
        ['50', '1', 'first', '1', '2', '[1,2]'],
        ['60', '2', 'second', '3', '4', '[3,4]'],
      ],
      {
        ...numbered,
        list: { role: 'embedding' },
        age: { role: 'number' },
        other: { role: 'embedding', prefix: 'f' },
        note: { role: 'text' },
      },
    )
    expect(dataset.modalities.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'text note',
      'embedding other',
      'embedding vec',
      'embedding list',
      'table table',
    ])
    expect(predictorsOf(dataset).map(({ column }) => column)).toEqual(['note', 'other', 'vec', 'list', 'age'])
  })

  it('may have a column that only keeps what was decided of it as the label', async () => {
    const roles: ColumnRoles = {
      ...label,
      e0: { role: 'ignore', relabels: [{ case: 'row 2', from: 'a', to: 'b' }] },
      v: { role: 'embedding', prefix: 'e' },
    }
    const dataset = build(['e0', 'e1', 'x'], [['1', '2', '3'], ['4', '5', '6']], roles) // prettier-ignore
    expect(dataset.modalities).toMatchObject([{ kind: 'embedding', name: 'v', X: { cols: 2 } }])
  })

  it('are refused where their columns are not there, have another use, or share the name', async () => {
    const failure = (roles: ColumnRoles) =>
      failureOf(() => build(['e0', 'e1', 'x'], [['1', '2', '3'], ['4', '5', '6']], { ...label, ...roles })) // prettier-ignore
    const known = ['e0', 'e1', 'x', 'outcome']
    expect(await failure({ v: { role: 'embedding', prefix: 'f' } })).toEqual({
      code: 'no-numbered-columns',
      params: { prefix: 'f', known },
    })
    expect(await failure({ v: { role: 'embedding', columns: ['e0', 'e9'] } })).toEqual({
      code: 'unknown-column',
      params: { column: 'e9', known },
    })
    const e: ColumnRoles = { v: { role: 'embedding', prefix: 'e' } }
    const twice = { code: 'column-used-twice', params: { columns: ['e0'] } }
    expect(await failure({ ...e, e0: { role: 'number' } })).toEqual(twice)
    const relabels = [{ case: 'row 2', from: 'a', to: 'b' }]
    expect(await failure({ ...e, e0: { role: 'number', relabels } })).toEqual(twice)
    expect(await failure({ ...e, w: { role: 'embedding', columns: ['x', 'e0'] } })).toEqual(twice)
    expect(await failure({ x: { role: 'embedding', prefix: 'e' } })).toEqual({
      code: 'modality-named-as-column',
      params: { name: 'x' },
    })
  })
})
