import { describe, expect, test } from 'vitest'
import type { ModalityVectors } from '../evaluation/types.ts'
import type { DecimalMark } from '../tables/numbers.ts'
import { writtenDecimal } from './decimal-marks.ts'
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
      { modalities, decimal: '.' },
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
      { modalities, decimal: '.' },
    )
    expect(cases.problems).toEqual([
      [],
      [{ code: 'not-a-number', column: 'age' }],
      [{ code: 'vector-unusable', column: 'made' }],
    ])
    expect(cases.absent).toEqual(['history', 'finding', 'picture', 'sex'])
  })
})

describe('the decimal mark', () => {
  const numbers: ModelModality[] = [
    {
      kind: 'table',
      name: 'table',
      columns: [
        { kind: 'number', name: 'bmi' },
        { kind: 'number', name: 'cells' },
      ],
    },
  ]
  const read = (decimal: DecimalMark | null, bmi: string[], cells: string[]) => {
    const cases = readNewCases(table({ bmi, cells }), { modalities: numbers, decimal })
    const [values] = cases.ready as unknown as [{ columns: { values: Float64Array }[] }]
    return {
      values: values.columns.map((column) => [...column.values]),
      problems: cases.problems.map((of) => of.map(({ code, column }) => `${column} ${code}`)),
    }
  }

  test('is that of the cells where they certainly have one, whatever the model’s', () => {
    for (const decimal of [',', '.', null] as const) {
      expect(read(decimal, ['3,5', '22,25'], ['7', '8'])).toEqual({
        values: [
          [3.5, 22.25],
          [7, 8],
        ],
        problems: [[], []],
      })
      expect(read(decimal, ['3.5', '22.25'], ['7', '8'])).toEqual({
        values: [
          [3.5, 22.25],
          [7, 8],
        ],
        problems: [[], []],
      })
    }
    // a certain cell of the column tells how the others of it are to be read
    expect(read(',', ['0.5'], ['7']).values[0]).toEqual([0.5])
    expect(read(',', ['1.234', '0.5'], ['7', '8']).values[0]).toEqual([1.234, 0.5])
  })

  test('is the model’s where the cells are not certain', () => {
    expect(read(',', ['1,234'], ['7'])).toEqual({ values: [[1.234], [7]], problems: [[]] })
    expect(read('.', ['1.234'], ['7'])).toEqual({ values: [[1.234], [7]], problems: [[]] })
  })

  test('R13: 1.234 is never guessed: it is a problem where model or table have the other mark, or none', () => {
    expect(read(',', ['1.234'], ['7']).problems).toEqual([['bmi other-mark']])
    expect(read('.', ['1,234'], ['7']).problems).toEqual([['bmi other-mark']])
    expect(read(null, ['1.234'], ['1,234']).problems).toEqual([['bmi unknown-mark', 'cells unknown-mark']])
    // the table has decimal commas, the model's had points: a point may part thousands here
    expect(read('.', ['3,5'], ['1.234']).problems).toEqual([['cells unknown-mark']])
    expect(read(',', ['3.5'], ['1.234']).problems).toEqual([['cells unknown-mark']])
    // a cell or two that differ are no reason to refuse the others
    expect(read(',', ['3,5', '3.5', '4,5'], ['7', '7', '7']).problems).toEqual([[], ['bmi other-mark'], []])
    expect(read('.', ['3,5', '3.5', '4.5'], ['7', '7', '1.234']).problems).toEqual([
      ['bmi other-mark'],
      [],
      [],
    ])
  })

  test('R13: a column that has as many of either mark is read with neither, and the others not with the model’s', () => {
    for (const decimal of ['.', ',', null] as const) {
      expect(read(decimal, ['0,5', '0.5', '7'], ['1.234', '2', '2']).problems).toEqual([
        ['bmi other-mark', 'cells unknown-mark'],
        ['bmi other-mark'],
        [],
      ])
      expect(read(decimal, ['0,5', '0.5', '1.234'], ['2', '2', '2.5']).problems[2]).toEqual([
        'bmi unknown-mark',
      ])
    }
  })

  test('of a vector is one for all its columns', () => {
    const columns = ['v0', 'v1']
    const vector: ModelModality[] = [{ kind: 'embedding', name: 'v', columns, inLists: false, dimensions: 2 }]
    const vectors = (decimal: DecimalMark | null, v0: string, v1: string) => {
      const { ready, problems } = readNewCases(table({ v0: [v0], v1: [v1] }), { modalities: vector, decimal })
      return { X: [...(ready[0] as ModalityVectors).X.data], codes: problems[0]!.map(({ code }) => code) }
    }
    expect(vectors('.', '0,5', '1,234')).toEqual({ X: [0.5, Math.fround(1.234)], codes: [] })
    expect(vectors(',', '1,234', '2')).toEqual({ X: [Math.fround(1.234), 2], codes: [] })
    expect(vectors(null, '1.234', '2').codes).toEqual(['unknown-mark'])
    expect(vectors(',', '1.234', '2').codes).toEqual(['vector-unusable'])
    expect(vectors('.', '0,5', '0.5').codes).toEqual(['other-mark'])
  })

  test('of a model is that of its table, and none where its numbers are whole', () => {
    const decimalOf = (bmi: string[], cells: string[], note: string[]) =>
      writtenDecimal(numbers, table({ bmi, cells, note }), [0, 1])
    expect(decimalOf(['3,5', '4,5'], ['7', '8'], ['a', 'b'])).toBe(',')
    expect(decimalOf(['3.5', '4.5'], ['7', '8'], ['a', 'b'])).toBe('.')
    // read with a point, since nothing speaks for thousands in the file
    expect(decimalOf(['1.234', '4.567'], ['7', '8'], ['a', 'b'])).toBe('.')
    expect(decimalOf(['3', '4'], ['7', '8'], ['1,5', '2,5'])).toBeNull()
    // of the cases alone
    expect(decimalOf(['3', '4', '5.5'], ['7', '8', '9'], ['a', 'b', 'c'])).toBeNull()
  })
})
