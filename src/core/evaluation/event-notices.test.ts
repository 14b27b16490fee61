import { expect, test } from 'vitest'
import { matrix } from '../math/matrix.ts'
import { eventNotices } from './event-notices.ts'
import type { ExperimentData } from './types.ts'

/** 40 cases: 30 of one class, 10 of 5 patients of the other; vectors and a category of two values. */
const made = (dimensions: number): ExperimentData => ({
  modalities: [
    { name: 'notes', X: matrix(40, dimensions), present: new Uint8Array(40).fill(1) },
    {
      kind: 'table',
      name: 'table',
      columns: [
        {
          kind: 'category',
          name: 'sex',
          levels: ['f', 'm'],
          values: Int32Array.from({ length: 40 }, (_, i) => i % 2),
        },
      ],
    },
  ],
  y: Int32Array.from({ length: 40 }, (_, i) => (i < 10 ? 1 : 0)),
  classes: ['no', 'yes'],
  positive: 1,
  groups: Int32Array.from({ length: 40 }, (_, i) => (i < 10 ? i >> 1 : i)),
})

test('R8: patients of the smallest class for each number of the vectors, tables included', () => {
  expect(eventNotices(made(6))).toEqual([
    {
      code: 'few-events-per-dimension',
      severity: 'info',
      params: { patients: 5, dimensions: 8, advised: 10 },
    },
  ])
})

test('nothing where there are enough', () => {
  const data = made(1)
  expect(eventNotices({ ...data, modalities: data.modalities.slice(0, 1), classes: ['no'] })).toEqual([])
})
