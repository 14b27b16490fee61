import { describe, expect, test } from 'vitest'
import { matrix, matrixFrom } from '../math/matrix.ts'
import { missingnessPatterns } from './missingness.ts'
import { fewestPatients, scoredCases } from './scored-cases.ts'
import { unitResultOf } from './testing/cells.ts'
import type { ExperimentData, MissingnessPattern, ModalityData, UnitResult } from './types.ts'

/**
 * 48 rows of 24 patients (two each) have notes and table, 4 rows of 4 patients have notes only, one has nothing. A row is of
 * class 1 where its patient's number divides by 4 or leaves 1.
 */
const n = 53
const groups = Int32Array.from({ length: n }, (_, i) => (i < 48 ? i >> 1 : i - 24))
const y = groups.map((patient) => Number(patient % 4 < 2))
const flags = (has: (i: number) => boolean): Uint8Array =>
  Uint8Array.from({ length: n }, (_, i) => Number(has(i)))
const notes: ModalityData = { name: 'notes', X: matrix(n, 1), present: flags((i) => i < 52) }
const table: ModalityData = {
  kind: 'table',
  name: 'table',
  columns: [
    { kind: 'number', name: 'age', values: Float64Array.from({ length: n }, (_, i) => (i < 48 ? i : NaN)) },
  ],
}
const data: ExperimentData = { modalities: [notes, table], y, classes: ['no', 'yes'], positive: 1, groups }

/** Even patients are tested in fold 0, odd ones in fold 1. */
function resultOf(fold: number, score: (i: number) => number): UnitResult {
  const test = Int32Array.from({ length: n }, (_, i) => i).filter((i) => groups[i]! % 2 === fold)
  const train = Int32Array.from({ length: n }, (_, i) => i).filter((i) => groups[i]! % 2 !== fold)
  const proba = matrixFrom(Array.from(test, (i) => [1 - score(i), score(i)]))
  return unitResultOf({ fold, train, test }, proba)
}

/** Right everywhere but for one row of class 1 (row 0, below one of class 0) and for all that lack the table. */
function score(i: number): number {
  if (i >= 48) return y[i] === 1 ? 0.01 : 0.99
  if (i === 0) return 0.3
  if (i === 4) return 0.4
  return y[i] === 1 ? 0.9 : 0.2
}

const missingnessOf = (
  results: readonly UnitResult[],
  cases: ExperimentData,
  seed: number,
): MissingnessPattern[] =>
  missingnessPatterns(cases, [...cases.y.keys()]).map(({ modalities, group }) => ({
    modalities,
    ...scoredCases(group, results, cases, seed),
  }))

describe('results by what is missing', () => {
  const patterns = missingnessOf([resultOf(0, score), resultOf(1, score)], data, 42)

  test('R7, R13: every case is in one pattern, most cases first, with cases, patients and classes', () => {
    expect(patterns).toMatchObject([
      { modalities: ['notes', 'table'], cases: 48, patients: 24, classes: { no: 24, yes: 24 } },
      { modalities: ['notes'], cases: 4, patients: 4, classes: { no: 2, yes: 2 } },
      { modalities: [], cases: 1, patients: 1, classes: { no: 0, yes: 1 } },
    ])
  })

  test('R7: every metric is of the cases of the pattern alone, by fold, then averaged', () => {
    const of = (metric: string) => patterns[0]!.summary.find((row) => row.metric === metric)!
    // fold 0 tests 12 rows of each class: of 144 pairs row 0 (0.3) stands wrong with row 4 (0.4); fold 1 is perfect
    expect(of('auroc').mean).toBeCloseTo((143 / 144 + 1) / 2, 12)
    expect(of('f1').mean).toBeCloseTo((22 / 23 + 1) / 2, 12)
    expect(of('accuracy').mean).toBeCloseTo((23 / 24 + 1) / 2, 12)
    expect(of('auroc')).toMatchObject({
      projection: 'none',
      fusion: 'single',
      classifier: 'lr',
      undefined_cells: 0,
    })
    expect(of('auroc').ci95![0]).toBeLessThan(of('auroc').mean)
    expect(of('auroc').ci95![1]).toBe(1)
  })

  test('a pattern of too few patients is counted and has no figure', () => {
    expect(patterns.slice(1).map((pattern) => pattern.summary)).toEqual([[], []])
    // rows do not make up for patients: two rows each of one patient fewer than needed
    const rows = 2 * (fewestPatients - 1)
    const few = { ...notes, present: flags((i) => i >= rows) } as ModalityData
    const [first] = missingnessOf(
      [resultOf(0, score), resultOf(1, score)],
      { ...data, modalities: [few] },
      42,
    )
    expect(first).toMatchObject({ cases: rows, patients: fewestPatients - 1, summary: [] })
  })

  test('R13: a fold in which the pattern has one class only has no AUROC, and is counted', () => {
    // among the rows with notes, fold 0 has class 1 only
    const some = {
      ...notes,
      present: flags((i) => i < 52 && (groups[i]! % 2 === 1 || y[i] === 1)),
    } as ModalityData
    const [pattern] = missingnessOf(
      [resultOf(0, score), resultOf(1, score)],
      { ...data, modalities: [some] },
      42,
    )
    expect(pattern).toMatchObject({ modalities: ['notes'], patients: 21 })
    expect(pattern!.summary.find((row) => row.metric === 'auroc')).toMatchObject({ undefined_cells: 1 })
    expect(pattern!.summary.find((row) => row.metric === 'accuracy')).toMatchObject({ undefined_cells: 0 })
  })

  test('nothing where all cases have the same modalities', () => {
    const complete = { ...notes, present: flags(() => true) } as ModalityData
    expect(missingnessOf([resultOf(0, score)], { ...data, modalities: [complete] }, 42)).toEqual([])
  })
})
