import type { Scored } from '../metrics/metric.ts'
import { calibrate, fitCalibrator } from './calibrator.ts'
import type { Recalibration } from './performance.ts'

/**
 * A fold's test predictions, recalibrated on its inner predictions, which neither projection nor classifier were fitted on (R4).
 * @returns null where the inner predictions lack cases of a class
 */
export function recalibrate(
  test: Scored,
  inner: Scored | null,
  method: Exclude<Recalibration, 'none'>,
): Scored | null {
  const calibrator = inner && fitCalibrator({ ...inner, positive: test.positive }, method)
  return calibrator && { ...test, proba: calibrate(calibrator, test.proba) }
}
