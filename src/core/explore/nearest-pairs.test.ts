import { expect, test } from 'vitest'
import type { ExperimentData, ModalityData } from '../evaluation/types.ts'
import { matrixFrom } from '../math/matrix.ts'
import { nearestPairs } from './nearest-pairs.ts'

/** Directions at these degrees: cosine distances are 1 - cos of the angle between. Missing where it is null. */
function modality(name: string, degrees: readonly (number | null)[]): ModalityData {
  const rows = degrees.map((d) =>
    d === null ? [0, 0] : [Math.cos((d * Math.PI) / 180), Math.sin((d * Math.PI) / 180)],
  )
  return { name, X: matrixFrom(rows), present: Uint8Array.from(degrees, (d) => Number(d !== null)) }
}
const data = (groups: readonly number[], ...modalities: ModalityData[]): ExperimentData => ({
  modalities,
  groups: Int32Array.from(groups),
  y: new Int32Array(groups.length),
  classes: ['a', 'b'],
  positive: 1,
})
const angle = (distance: number): number => Math.round((Math.acos(1 - distance) * 180) / Math.PI)

test('the nearest pairs are of different patients (R1), each once, nearest first', () => {
  const all = data([0, 0, 1, 2, 3, 4], modality('note', [0, 0, 40, 43, 90, 91]))
  const [found] = nearestPairs(all, 9)
  expect(found!.pairs.map(({ cases, distance }) => [...cases, angle(distance)])).toEqual([
    [4, 5, 1],
    [2, 3, 3],
    [0, 2, 40],
    [1, 2, 40],
  ])
  expect(nearestPairs(all, 1)[0]!.pairs).toHaveLength(1)
})

test('each modality has its own, of the cases that have it; a table of numbers has none', () => {
  const found = nearestPairs(
    data([0, 1, 2, 3], modality('note', [0, null, null, 10]), modality('picture', [null, 0, 5, null]), {
      kind: 'table',
      name: 'table',
      columns: [{ kind: 'number', name: 'age', values: new Float64Array(4) }],
    }),
    9,
  )
  expect(found.map(({ modality: name, pairs }) => [name, ...pairs.map(({ cases }) => cases.join())])).toEqual(
    [
      ['note', '0,3'],
      ['picture', '1,2'],
    ],
  )
})

test('copies at another patient are found behind a patient’s own copies', () => {
  const groups = Array.from({ length: 21 }, (_, i) => Number(i === 20))
  const [found] = nearestPairs(data(groups, modality('note', [...Array<number>(20).fill(10), 10.5])), 99)
  expect(found!.pairs).toHaveLength(20)
})
