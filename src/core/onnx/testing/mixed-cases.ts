import type { TableModality } from '../../dataset/dataset.ts'
import { modalityOf, normalMatrix } from '../../evaluation/testing/study.ts'
import type { ExperimentData } from '../../evaluation/types.ts'
import { row } from '../../math/matrix.ts'
import { createRng } from '../../math/rng.ts'
import type { ModelModality } from '../../model/final-model.ts'
import { takeCases } from '../../model/take-cases.ts'

/**
 * Made cases of two or three classes with every kind of modality: vectors of notes that a fifth of the cases lack, vectors that none
 * lacks, and a table with gaps, a constant, a category that only late cases have, and cases without any value.
 */
export function mixedCases(n: number, classes: number, seed = 1): ExperimentData {
  const rng = createRng(seed, 'mixed cases')
  const y = Int32Array.from({ length: n }, (_, i) => i % classes)
  const shifted = (cols: number) => {
    const X = normalMatrix(n, cols, rng)
    for (let i = 0; i < n; i++) for (let j = 0; j < cols; j++) row(X, i)[j]! += j % classes === y[i] ? 1 : 0
    return X
  }
  const some = (share: number) => Uint8Array.from({ length: n }, () => Number(rng.next() < share))
  const has = some(0.9)
  const gap = (share: number, i: number) => rng.next() < share || has[i] === 0
  const table: TableModality = {
    kind: 'table',
    name: 'table',
    columns: [
      { kind: 'number', name: 'age', values: Float64Array.from(y, (c, i) => (gap(0.1, i) ? NaN : 50 + 8 * c + 10 * rng.normal())) }, // prettier-ignore
      { kind: 'category', name: 'sex', levels: ['f', 'm'], values: Int32Array.from(y, (_, i) => (gap(0.1, i) ? -1 : rng.int(2))) }, // prettier-ignore
      { kind: 'number', name: 'always 7', values: Float64Array.from(y, (_, i) => (has[i] ? 7 : NaN)) },
      { kind: 'category', name: 'ward', levels: ['a', 'b', 'late'], values: Int32Array.from(y, (c, i) => (has[i] ? (i > n - 9 ? 2 : c % 2) : -1)) }, // prettier-ignore
      { kind: 'number', name: 'large', values: Float64Array.from(y, (_, i) => (has[i] ? 1e12 + rng.int(9) : NaN)) }, // prettier-ignore
    ],
  }
  return {
    modalities: [
      { ...modalityOf(shifted(12), 'clinical note'), present: some(0.8) },
      modalityOf(shifted(5), 'ECG (vectors)'),
      table,
    ],
    y,
    classes: ['benign', 'malignant', 'unclear'].slice(0, classes),
    positive: classes === 2 ? 1 : null,
    groups: Int32Array.from({ length: n }, (_, i) => i),
  }
}

export const mixedModalities: readonly ModelModality[] = [
  { kind: 'embedding', name: 'clinical note', columns: ['clinical note'], inLists: true, dimensions: 12 },
  {
    kind: 'embedding',
    name: 'ECG (vectors)',
    columns: ['e0', 'e1', 'e2', 'e3', 'e4'],
    inLists: false,
    dimensions: 5,
  },
  {
    kind: 'table',
    name: 'table',
    columns: [
      { kind: 'number', name: 'age' },
      { kind: 'category', name: 'sex', levels: ['f', 'm'] },
      { kind: 'number', name: 'always 7' },
      { kind: 'category', name: 'ward', levels: ['a', 'b', 'late'] },
      { kind: 'number', name: 'large' },
    ],
  },
]

/** Some of the cases. */
export function takeSome(data: ExperimentData, cases: Int32Array): ExperimentData {
  return {
    ...data,
    modalities: takeCases(data.modalities, [...cases]),
    y: cases.map((i) => data.y[i]!),
    groups: cases.map((i) => data.groups[i]!),
  }
}
