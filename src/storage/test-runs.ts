import type { UnitResult } from '../core/evaluation/types.ts'
import { matrixFrom } from '../core/math/matrix.ts'
import { results } from '../core/report/testing/results.ts'

export const someResults = results
export const someStudy = results.study

export const someUnit: UnitResult = {
  unit: {
    repeat: 0,
    fold: 0,
    projection: 'none',
    fusion: 'single',
    train: Int32Array.of(0, 1, 2),
    test: Int32Array.of(3),
  },
  cells: [],
  proba: { lr: matrixFrom([[0.25, 0.75]]) },
  inner: { cases: Int32Array.of(1), proba: { lr: matrixFrom([[0.5, 0.5]]) } },
  epochs: [],
  details: {},
  seconds: { train: 0, classify: 1 },
}
