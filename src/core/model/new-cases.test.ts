import { describe, expect, test } from 'vitest'
import type { ModelModality } from './final-model.ts'
import { readNewCases } from './new-cases.ts'

const encoder = { id: 'e', revision: '1', dtype: 'fp32' }
const modalities: ModelModality[] = [
  { kind: 'text', name: 'texts', columns: ['history', 'finding'], longTexts: 'truncate', encoder },
  { kind: 'image', name: 'picture', encoder },
  { kind: 'embedding', name: 'made', columns: ['made'], inLists: true, dimensions: 2 },
  {
    kind: 'table',
    name: 'table',
    columns: [
      { kind: 'number', name: 'age' },
      { kind: 'category', name: 'sex', levels: ['f', 'm'] },
    ],
  },
]
const table = (columns: Record<string, string[]>) => ({
  rows: Object.values(columns)[0]!.length,
  columns: Object.entries(columns).map(([name, values]) => ({ name, values })),
})

describe('new cases are read as those that the model was fitted on', () => {
  test('texts, pictures, vectors and values, each missing where it is (R7)', () => {
    const cases = readNewCases(
      table({
        history: [' cough ', 'NA'],
        finding: ['clear', ''],
        picture: ['a.png; b.png', ''],
        made: ['[1, 2]', ''],
        age: ['61', 'unknown'],
        sex: ['m', 'NA'],
      }),
      modalities,
    )
    expect(cases.texts.get('texts')).toEqual(['history: cough\n\nfinding: clear', null])
    expect(cases.pictures.get('picture')).toEqual([['a.png', 'b.png'], []])
    const [made, values] = cases.ready as unknown as [
      { X: { data: Float32Array }; present: Uint8Array },
      { columns: unknown[] },
    ]
    expect([...made.X.data]).toEqual([1, 2, 0, 0])
    expect([...made.present]).toEqual([1, 0])
    expect(values.columns).toEqual([
      { kind: 'number', name: 'age', values: Float64Array.from([61, NaN]) },
      { kind: 'category', name: 'sex', levels: ['m'], values: Int32Array.from([0, -1]) },
    ])
    expect(cases.problems).toEqual([[], []])
    expect(cases.absent).toEqual([])
  })

  test('R13: what cannot be read is a problem of its case, by column, and not a missing value', () => {
    const cases = readNewCases(
      table({ age: ['61', 'about 60', '62'], made: ['[1, 2]', '[1, 2]', '[1, 2, 3]'] }),
      modalities,
    )
    expect(cases.problems).toEqual([
      [],
      [{ code: 'not-a-number', column: 'age' }],
      [{ code: 'vector-unusable', column: 'made' }],
    ])
    expect(cases.absent).toEqual(['history', 'finding', 'picture', 'sex'])
  })
})
