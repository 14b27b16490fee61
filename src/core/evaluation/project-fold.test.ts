import { describe, expect, test } from 'vitest'
import { matrixFrom, matrix, row, type Matrix } from '../math/matrix.ts'
import { createRng } from '../math/rng.ts'
import type { FitContext, Projection, TrainingSet } from '../projection/projection.ts'
import { fused } from './testing/fused.ts'
import { fitInputs, projectCases } from './project-fold.ts'

interface Fit {
  readonly train: TrainingSet
  readonly context: FitContext
}

/** Adds 10 to every value, 20 in the inner transform; keeps what it was fitted on. */
function recorder(): { projection: Projection; fits: Fit[]; disposed: () => number } {
  const fits: Fit[] = []
  let disposed = 0
  const add = (X: Matrix, step: number): Matrix =>
    matrix(
      X.rows,
      X.cols,
      X.data.map((value) => value + step),
    )
  const projection: Projection = {
    name: 'none',
    fit: async (train, context) => {
      if (train.X.cols === 3) throw new Error('cannot fit')
      fits.push({ train, context })
      return {
        transform: (X) => add(X, 10),
        innerTransform: async (X) => add(X, 20),
        outputDimensions: train.X.cols,
        details: {},
        toJSON: () => ({ name: 'none', version: 1, scaler: null, details: {}, parameters: null }),
        dispose: () => disposed++,
      }
    },
  }
  return { projection, fits, disposed: () => disposed }
}

const notes = {
  name: 'notes',
  X: matrixFrom([[1], [2], [0], [4], [5]]),
  present: Uint8Array.from([1, 1, 0, 1, 1]),
}
const letters = {
  name: 'letters',
  X: matrixFrom([
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 4],
    [5, 5],
  ]),
  present: new Uint8Array(5).fill(1),
}
const broken = { name: 'broken', X: matrix(5, 3), present: new Uint8Array(5).fill(1) }
const fold = {
  cases: Int32Array.from([4, 3, 2, 1]),
  y: Int32Array.from([0, 1, 0, 1]),
  groups: Int32Array.from([40, 30, 20, 10]),
  inner: { fit: Int32Array.from([0, 2, 3]), validation: Int32Array.from([1]) },
}
const options = { rngFor: (modality: string) => createRng(1, modality) }
const rowsOf = (m: Matrix): number[][] => Array.from({ length: m.rows }, (_, i) => [...row(m, i)])

describe('projections of a fold', () => {
  test('R1, R3: each is fitted on the training cases that have its input, with the same inner split among them', async () => {
    const { projection, fits } = recorder()
    const inputs = fused([notes, letters], fold.cases, fold.inner, 'per-modality').inputs
    await fitInputs(projection, inputs, fold, options)
    expect(fits).toHaveLength(2)
    // case 2 has no notes: training rows 4, 3, 1 remain, and the inner split points at them
    expect(rowsOf(fits[0]!.train.X)).toEqual([[5], [4], [2]])
    expect([...fits[0]!.train.y]).toEqual([0, 1, 1])
    expect([...fits[0]!.train.groups]).toEqual([40, 30, 10])
    expect(fits[0]!.context.inner).toEqual({ fit: Int32Array.from([0, 2]), validation: Int32Array.from([1]) })
    expect(rowsOf(fits[1]!.train.X)).toEqual([[5, 5], [4, 4], [3, 3], [2, 2]]) // prettier-ignore
    expect(fits[1]!.context.inner).toEqual(fold.inner)
    expect(fits[0]!.context.rng.next()).not.toBe(fits[1]!.context.rng.next())
  })

  test('R7: projected inputs stand side by side; a missing one is zeros with a column that says so', async () => {
    const { projection } = recorder()
    const fitted = await fitInputs(
      projection,
      fused([notes, letters], fold.cases, fold.inner, 'per-modality').inputs,
      fold,
      options,
    )
    expect(rowsOf(await projectCases(fitted, Int32Array.from([2, 0]), 'transform'))).toEqual([
      [0, 1, 13, 13],
      [11, 0, 11, 11],
    ])
    expect(rowsOf(await projectCases(fitted, Int32Array.from([0]), 'innerTransform'))).toEqual([
      [21, 0, 21, 21],
    ])
  })

  test('what was fitted is freed when a later fit fails', async () => {
    const { projection, disposed } = recorder()
    const inputs = fused([notes, letters, broken], fold.cases, fold.inner, 'per-modality').inputs
    await expect(fitInputs(projection, inputs, fold, options)).rejects.toThrow('cannot fit')
    expect(disposed()).toBe(2)
  })

  test('nothing more is fitted after a cancel', async () => {
    const { projection, fits } = recorder()
    const inputs = fused([letters], fold.cases, fold.inner, 'per-modality').inputs
    await expect(
      fitInputs(projection, inputs, fold, { ...options, signal: { aborted: true } }),
    ).rejects.toMatchObject({
      code: 'cancelled',
    })
    expect(fits).toEqual([])
  })
})
