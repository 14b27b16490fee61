import { expect, test } from 'vitest'
import { matrix, matrixFrom, row, type Matrix } from '../math/matrix.ts'
import { createRng } from '../math/rng.ts'
import { normalMatrix } from '../evaluation/testing/study.ts'
import { layoutCases, umapNeighbours } from './map-layout.ts'

/** Three far groups of 30 rows in 20 dimensions. */
function groups(): Matrix {
  const rng = createRng(1, 'groups')
  const centres = normalMatrix(3, 20, rng)
  const X = matrix(90, 20)
  for (let i = 0; i < 90; i++)
    row(X, i).set(row(centres, i % 3).map((value) => 4 * value + 0.3 * rng.normal()))
  return X
}

const distance = (X: Matrix, i: number, j: number): number =>
  Math.hypot(X.data[2 * i]! - X.data[2 * j]!, X.data[2 * i + 1]! - X.data[2 * j + 1]!)

test('UMAP keeps groups together and tells of every pass', async () => {
  const passes: number[] = []
  const map = await layoutCases(groups(), 'umap', { seed: 1, onPass: (done) => passes.push(done) })
  expect([map.rows, map.cols]).toEqual([90, 2])
  expect(passes).toEqual(Array.from({ length: 500 }, (_, i) => i + 1))
  for (let i = 0; i < 90; i++) {
    const [own, others] = [1, 0].map((same) =>
      Array.from({ length: 90 }, (_, j) => j)
        .filter((j) => j !== i && Number(j % 3 === i % 3) === same)
        .map((j) => distance(map, i, j)),
    ) as [number[], number[]]
    expect(Math.max(...own)).toBeLessThan(Math.min(...others))
  }
})

test('the same seed gives the same map, another one another (R12)', async () => {
  const of = async (seed: number): Promise<Float32Array> =>
    (await layoutCases(groups(), 'umap', { seed })).data
  expect(await of(7)).toEqual(await of(7))
  expect(await of(8)).not.toEqual(await of(7))
})

test('PCA lays the axis of most variance along the first coordinate', async () => {
  const X = matrixFrom([[0, 0, 0], [0, 10, 1], [0, 20, 0], [0, 30, 1]]) // prettier-ignore
  const map = await layoutCases(X, 'pca', { seed: 1 })
  const first = [0, 1, 2, 3].map((i) => map.data[2 * i]!)
  expect(first.map((value) => Math.round(value))).toEqual([-15, -5, 5, 15])
})

test.each([0, 1, 2, umapNeighbours])('%i cases are too few for UMAP, and still have places', async (n) => {
  const map = await layoutCases(normalMatrix(n, 3, createRng(1)), 'umap', { seed: 1 })
  expect(map.rows).toBe(n)
  expect(map.data.every(Number.isFinite)).toBe(true)
})

test('equal cases, as copies are, lie at finite places', async () => {
  const map = await layoutCases(matrix(40, 3), 'umap', { seed: 1 })
  expect(map.data.every(Number.isFinite)).toBe(true)
})

test('a cancel gets in between the passes', async () => {
  const signal = { aborted: false }
  const map = layoutCases(groups(), 'umap', {
    seed: 1,
    signal,
    onPass: (done) => void (signal.aborted = done === 3),
  })
  await expect(map).rejects.toMatchObject({ code: 'cancelled' })
})
