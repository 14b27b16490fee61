import { fitSigmoid, sigmoidOf } from '../../classifiers/platt.ts'
import { fitIsotonic, isotonicAt } from '../../math/isotonic.ts'
import { logit } from '../metrics/calibration-line.ts'
import { columnOf, type Scored } from '../metrics/metric.ts'
import type { Recalibration } from './performance.ts'

/**
 * A fold's test predictions, recalibrated on its inner predictions, which neither projection nor classifier were fitted on (R4).
 * Two classes: the positive one's probability is mapped, the other's is what is left. Several: each class against the rest, then
 * divided by their sum (Zadrozny and Elkan 2002); equal where all are 0.
 * @returns null where the inner predictions lack cases of a class: nothing could be fitted for it
 */
export function recalibrate(
  test: Scored,
  inner: Scored | null,
  method: Exclude<Recalibration, 'none'>,
): Scored | null {
  const { rows, cols } = test.proba
  if (!inner || new Set(inner.y).size < cols) return null
  const { positive } = test
  const columns = positive === null ? Array.from({ length: cols }, (_, c) => c) : [positive]
  const data = new Float64Array(rows * cols)
  for (const c of columns) {
    const y = Uint8Array.from(inner.y, (truth) => (truth === c ? 1 : 0))
    const map = fitters[method](columnOf(inner.proba, c), y)
    for (let i = 0; i < rows; i++) data[i * cols + c] = map(test.proba.data[i * cols + c]!)
  }
  for (let i = 0; i < rows; i++) {
    const row = data.subarray(i * cols, (i + 1) * cols)
    if (positive === null) normalise(row)
    else row[1 - positive] = 1 - row[positive]!
  }
  return { ...test, proba: { rows, cols, data } }
}

/** From the predicted probabilities of a class and whether it is true (1 or 0) to a map of probabilities. */
type Fitter = (p: Float64Array, y: Uint8Array) => (p: number) => number

const fitters: Readonly<Record<Exclude<Recalibration, 'none'>, Fitter>> = {
  /** Platt's scaling (Platt 1999) of the logit. */
  platt(p, y) {
    const sigmoid = fitSigmoid(p.map(logit), y)
    return (value) => sigmoidOf(sigmoid, logit(value))
  },
  isotonic(p, y) {
    const fitted = fitIsotonic(p, y)
    return (value) => isotonicAt(fitted, value)
  },
}

function normalise(row: Float64Array): void {
  const sum = row.reduce((a, b) => a + b, 0)
  for (let c = 0; c < row.length; c++) row[c] = sum > 0 ? row[c]! / sum : 1 / row.length
}
