import { describe, expect, it } from 'vitest'
import { tableOf } from '../tables/testing.ts'
import { buildDataset } from './build.ts'
import type { ColumnRoles, Dataset } from './dataset.ts'
import { predictorsOf, textModalities } from './modalities.ts'
import type { TextUse } from './text-modality.ts'

const names = ['history', 'age', 'findings', 'unit', 'outcome']
const rows = [
  [' Cough\nfor weeks ', '50', 'Clear', 'A', 'yes'],
  ['', '51', 'Shadow', 'A', 'no'],
  ['Fever', '52', 'n/a', 'A', 'yes'],
  ['NA', '53', ' ', 'A', 'no'],
]
const roles: ColumnRoles = {
  history: { role: 'text' },
  findings: { role: 'text' },
  outcome: { role: 'label' },
}
const build = (texts?: TextUse, changed: ColumnRoles = {}): Dataset =>
  buildDataset(tableOf(names, rows), { ...roles, ...changed }, { onePatientPerRow: true, ...(texts && { texts }) }) // prettier-ignore

describe('several text columns', () => {
  it('are a modality each, where nothing else is said', () => {
    const each = [
      { kind: 'text', name: 'history', values: ['Cough\nfor weeks', null, 'Fever', null] },
      { kind: 'text', name: 'findings', values: ['Clear', 'Shadow', null, null] },
    ]
    expect(textModalities(build())).toEqual(each)
    expect(textModalities(build('each'))).toEqual(each)
  })

  it('R7: joined, are one text of their parts with their names; missing parts are passed over', () => {
    const dataset = build('joined')
    expect(textModalities(dataset)).toEqual([
      {
        kind: 'text',
        name: 'texts',
        parts: [
          { name: 'history', values: ['Cough\nfor weeks', null, 'Fever', null] },
          { name: 'findings', values: ['Clear', 'Shadow', null, null] },
        ],
        values: ['history: Cough\nfor weeks\n\nfindings: Clear', 'findings: Shadow', 'history: Fever', null],
      },
    ])
    expect(dataset.notices.filter(({ code }) => code === 'texts-missing')).toEqual([
      { code: 'texts-missing', severity: 'info', params: { column: 'texts', count: 1 } },
    ])
    expect(predictorsOf(dataset).map(({ column }) => column)).toEqual(['history', 'findings'])
  })

  it('R13: leave out, and tell, what is the same in every row before they are joined', () => {
    const dataset = build('joined', { unit: { role: 'text' } })
    expect(predictorsOf(dataset).map(({ column }) => column)).toEqual(['history', 'findings'])
    expect(dataset.notices).toContainEqual({
      code: 'column-left-out',
      severity: 'warning',
      params: { column: 'unit', reason: 'constant' },
    })
  })

  it('are named as no column and no other modality, and one by itself stays as it is', () => {
    const table = tableOf(['texts', 'note', 'more', 'outcome'], [['a', 'b', 'e', 'yes'], ['c', 'd', 'f', 'no']]) // prettier-ignore
    const joined = (others: ColumnRoles): string[] =>
      textModalities(
        buildDataset(
          table,
          { note: { role: 'text' }, more: { role: 'text' }, outcome: { role: 'label' }, ...others },
          { onePatientPerRow: true, texts: 'joined' },
        ),
      ).map(({ name }) => name)
    expect(joined({ texts: { role: 'text' } })).toEqual(['texts 2'])
    expect(joined({ texts: { role: 'ignore' } })).toEqual(['texts 2'])
    expect(textModalities(build('joined', { findings: { role: 'ignore' } }))).toMatchObject([
      { name: 'history', values: ['Cough\nfor weeks', null, 'Fever', null] },
    ])
  })
})
