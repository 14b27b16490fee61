import { describe, expect, test } from 'vitest'
import { matrixFrom, row, type Matrix } from '../math/matrix.ts'
import { fused } from './testing/fused.ts'
import type { ModalityVectors } from './types.ts'

const modality = (name: string, rows: number[][], present: number[]): ModalityVectors => ({
  name,
  X: matrixFrom(rows),
  present: Uint8Array.from(present),
})
const rowsOf = (m: Matrix): number[][] => Array.from({ length: m.rows }, (_, i) => [...row(m, i)])
const cases = (...indices: number[]): Int32Array => Int32Array.from(indices)

// cases 0 to 4 train, 5 and 6 test; case 2 and 6 lack the notes, case 6 the letters
const notes = modality(
  'notes',
  [
    [1, 2],
    [3, 4],
    [0, 0],
    [5, 6],
    [7, 8],
    [9, 10],
    [0, 0],
  ],
  [1, 1, 0, 1, 1, 1, 0],
)
const letters = modality('letters', [[1], [1], [1], [1], [6], [1], [0]], [1, 1, 1, 1, 1, 1, 0])
const train = cases(0, 1, 2, 3, 4)
const inner = { fit: cases(0, 1, 2), validation: cases(3, 4) }

/** Cases 0 to 7 train, 8 and 9 test; even ones have the first, odd ones the second. What stands in a gap is never read. */
const disjoint = {
  modalities: [0, 1].map((first) => {
    const present = Array.from({ length: 10 }, (_, i) => Number(i % 2 === first))
    const scale = first === 0 ? 1 : 10
    return modality(
      `m${first}`,
      present.map((has, i) => [has === 1 ? i * scale : NaN]),
      present,
    )
  }),
  train: cases(0, 1, 2, 3, 4, 5, 6, 7),
  inner: { fit: cases(0, 1, 2, 3, 4, 5), validation: cases(6, 7) },
}

describe('single: modalities side by side', () => {
  const [input, ...others] = fused([notes, letters], train, inner, 'single').inputs

  test('R7: a missing one is the mean of the training cases, with a column where training cases lack it', () => {
    expect(others).toEqual([])
    // notes, indicator of notes, letters (all training cases have letters: no indicator)
    expect(rowsOf(input!.take(cases(0, 2, 6)))).toEqual([
      [1, 2, 0, 1],
      [4, 5, 1, 1],
      [4, 5, 1, 2],
    ])
    expect(input!.has(6)).toBe(true)
  })

  test('R2: the mean does not move with test cases', () => {
    const other = modality(
      'notes',
      [
        [1, 2],
        [3, 4],
        [0, 0],
        [5, 6],
        [7, 8],
        [900, 900],
        [0, 0],
      ],
      [1, 1, 0, 1, 1, 1, 0],
    )
    const [changed] = fused([other, letters], train, inner, 'single').inputs
    expect(rowsOf(changed!.take(cases(2, 6)))).toEqual(rowsOf(input!.take(cases(2, 6))))
  })

  test('a modality that one case of the inner fit part has is left out: its columns would be constant', () => {
    const rare = modality('rare', [[5], [6], [7], [8], [9], [1], [1]], [0, 1, 0, 1, 1, 1, 1])
    const { inputs, leftOut } = fused([rare, letters], train, inner, 'single')
    expect(leftOut).toEqual(['rare'])
    expect(rowsOf(inputs[0]!.take(cases(1)))).toEqual([[1]])
  })

  test('R7: two modalities with disjoint gaps: each case has its own vector and the mean of the other', () => {
    const [input, ...others] = fused(disjoint.modalities, disjoint.train, disjoint.inner, 'single').inputs
    expect(others).toEqual([])
    // training cases 0, 2, 4, 6 have the first (mean 3), 1, 3, 5, 7 the second (mean 40); each with its indicator
    expect(rowsOf(input!.take(cases(0, 1, 8, 9)))).toEqual([
      [0, 0, 40, 1],
      [3, 1, 10, 0],
      [8, 0, 40, 1],
      [3, 1, 90, 0],
    ])
  })

  test('R7: a case without any modality is the mean of each, and says so of each', () => {
    const [bare] = fused(
      [notes, modality('letters', [[1], [2], [3], [4], [0], [0], [0]], [1, 1, 1, 1, 0, 1, 0])],
      train,
      inner,
      'single',
    ).inputs
    expect(rowsOf(bare!.take(cases(6)))).toEqual([[4, 5, 1, 2.5, 1]])
  })

  test('a modality that no training case has is left out; without any there is no input', () => {
    const never = modality('never', [[0], [0], [0], [0], [0], [1], [1]], [0, 0, 0, 0, 0, 1, 1])
    const [rest] = fused([never, letters], train, inner, 'single').inputs
    expect(rowsOf(rest!.take(cases(0)))).toEqual([[1]])
    expect(fused([never], train, inner, 'single')).toEqual({ inputs: [], leftOut: ['never'] })
  })
})

describe('per-modality: one input each', () => {
  test('R7: for the cases that have it; the indicator where training cases lack it', () => {
    const [first, second] = fused([notes, letters], train, inner, 'per-modality').inputs
    expect(first).toMatchObject({ modality: 'notes', indicator: true })
    expect([0, 2, 6].map((i) => first!.has(i))).toEqual([true, false, false])
    expect(rowsOf(first!.take(cases(0, 5)))).toEqual([
      [1, 2],
      [9, 10],
    ])
    expect(second).toMatchObject({ modality: 'letters', indicator: false })
    expect(second!.has(6)).toBe(false)
  })

  test('R7: two modalities with disjoint gaps: each is projected for the cases that have it, and told for the others', () => {
    const { modalities, train: eight, inner: split } = disjoint
    const [first, second] = fused(modalities, eight, split, 'per-modality').inputs
    for (let i = 0; i < 10; i++) expect(first!.has(i)).toBe(!second!.has(i))
    expect([first!.indicator, second!.indicator]).toEqual([true, true])
    expect(rowsOf(first!.take(cases(0, 8)))).toEqual([[0], [8]])
    expect(rowsOf(second!.take(cases(1, 9)))).toEqual([[10], [90]])
  })

  test('a modality that no training case has is left out, whatever test cases have', () => {
    const never = modality('never', [[0], [0], [0], [0], [0], [1], [1]], [0, 0, 0, 0, 0, 1, 1])
    const { inputs, leftOut } = fused([never, letters], train, inner, 'per-modality')
    expect(inputs.map((input) => input.modality)).toEqual(['letters'])
    expect(leftOut).toEqual(['never'])
  })

  test('a modality too rare to fit and watch a projection is left out of the fold', () => {
    const rare = (present: number[]): ModalityVectors =>
      modality('rare', [[1], [1], [1], [1], [1], [1], [1]], present)
    const leftOut = (present: number[]): readonly string[] =>
      fused([rare(present), letters], train, inner, 'per-modality').leftOut
    expect(leftOut([1, 1, 0, 1, 0, 1, 1])).toEqual([])
    expect(leftOut([1, 0, 0, 1, 1, 1, 1])).toEqual(['rare'])
    expect(leftOut([1, 1, 1, 0, 0, 1, 1])).toEqual(['rare'])
  })
})
