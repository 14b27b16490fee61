import { fitSigmoid, sigmoidOf, type Sigmoid } from '../../classifiers/platt.ts'
import { fitIsotonic, isotonicAt } from '../../math/isotonic.ts'
import { logit } from '../metrics/calibration-line.ts'
import { columnOf, type Scored } from '../metrics/metric.ts'
import type { Recalibration } from './performance.ts'

/** A map of one class's probabilities. Plain data, to be kept. */
export type CalibrationMap =
  | ({ readonly method: 'platt' } & Sigmoid)
  /** Points of a function that never falls, linear between them. */
  | { readonly method: 'isotonic'; readonly x: readonly number[]; readonly y: readonly number[] }

/**
 * Maps of predicted probabilities. Two classes: one of the positive class, the other's probability is what is left. Several: one for
 * each class against the rest, then divided by their sum (Zadrozny and Elkan 2002); equal where all are 0.
 */
export interface Calibrator {
  readonly positive: number | null
  readonly maps: readonly CalibrationMap[]
}

/**
 * Fitted on predictions of cases that neither projection nor classifier were fitted on (R4).
 * @returns null where they lack cases of a class: nothing could be fitted for it
 */
export function fitCalibrator(
  { y, proba, positive }: Scored,
  method: Exclude<Recalibration, 'none'>,
): Calibrator | null {
  if (new Set(y).size < proba.cols) return null
  const columns = positive === null ? Array.from({ length: proba.cols }, (_, c) => c) : [positive]
  const maps = columns.map((c) =>
    fitters[method](
      columnOf(proba, c),
      Uint8Array.from(y, (truth) => (truth === c ? 1 : 0)),
    ),
  )
  return { positive, maps }
}

/** Calibrated probabilities of the same rows; every row sums to 1. */
export function calibrate({ positive, maps }: Calibrator, proba: Scored['proba']): Scored['proba'] {
  const { rows, cols } = proba
  const data = new Float64Array(rows * cols)
  for (let i = 0; i < rows; i++) {
    const row = data.subarray(i * cols, (i + 1) * cols)
    maps.forEach((map, m) => {
      const c = positive ?? m
      row[c] = mapped(map, proba.data[i * cols + c]!)
    })
    if (positive === null) normalise(row)
    else row[1 - positive] = 1 - row[positive]!
  }
  return { rows, cols, data }
}

/** From the predicted probabilities of a class and whether it is true (1 or 0). */
const fitters: Readonly<
  Record<Exclude<Recalibration, 'none'>, (p: Float64Array, y: Uint8Array) => CalibrationMap>
> = {
  /** Platt's scaling (Platt 1999) of the logit. */
  platt: (p, y) => ({ method: 'platt', ...fitSigmoid(p.map(logit), y) }),
  isotonic(p, y) {
    const fitted = fitIsotonic(p, y)
    return { method: 'isotonic', x: Array.from(fitted.x), y: Array.from(fitted.y) }
  },
}

const mapped = (map: CalibrationMap, p: number): number =>
  map.method === 'platt' ? sigmoidOf(map, logit(p)) : isotonicAt(map, p)

function normalise(row: Float64Array): void {
  const sum = row.reduce((a, b) => a + b, 0)
  for (let c = 0; c < row.length; c++) row[c] = sum > 0 ? row[c]! / sum : 1 / row.length
}
