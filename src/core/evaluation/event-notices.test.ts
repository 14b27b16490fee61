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

const all = Int32Array.from({ length: 40 }, (_, i) => i)

test('R8: patients of the smallest class for each number of the vectors, tables included', () => {
  expect(eventNotices(made(6), all)).toEqual([
    {
      code: 'few-events-per-dimension',
      severity: 'info',
      params: { patients: 5, dimensions: 8, advised: 10 },
    },
  ])
})

test('nothing where there are enough', () => {
  const data = made(1)
  const easy = { ...data, modalities: data.modalities.slice(0, 1), y: new Int32Array(40), classes: ['no'] }
  expect(eventNotices(easy, all)).toEqual([])
})

test('R8: patients whom no fold uses are none of them', () => {
  // the first two patients of the smallest class are locked away
  const [notice] = eventNotices(made(6), all.slice(4))
  expect(notice!.params).toMatchObject({ patients: 3 })
})
