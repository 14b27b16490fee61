import type { Matrix } from '../../math/matrix.ts'
import type { Cell, InnerPredictions, Unit, UnitResult } from '../types.ts'

/** Logistic regression without a projection on the first fold, 80 cases to train on and 20 to test. */
export const cellOf = (changes: Partial<Cell> = {}): Cell => ({
  projection: 'none',
  fusion: 'single',
  classifier: 'lr',
  repeat: 0,
  fold: 0,
  n_train: 80,
  n_test: 20,
  patients_shared: 0,
  metrics: {},
  details: {},
  seconds: 0,
  ...changes,
})

/** Such a unit with one cell, whose probabilities are known. @param proba of the test cases, [test, classes] */
export function unitResultOf(
  { fold, train, test }: Pick<Unit, 'fold' | 'train' | 'test'>,
  proba: Matrix,
  metrics: Cell['metrics'] = {},
  inner: InnerPredictions | null = null,
): UnitResult {
  return {
    unit: { projection: 'none', fusion: 'single', repeat: 0, fold, train, test },
    cells: [cellOf({ fold, n_train: train.length, n_test: test.length, metrics })],
    proba: { lr: proba },
    inner,
    epochs: [],
    details: {},
    seconds: { train: 0, classify: 0 },
  }
}
