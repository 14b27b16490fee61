import { onCalibrationLine } from './calibration-line.ts'
import type { Metric } from './metric.ts'

export const calibrationIntercept: Metric = {
  name: 'calibration_intercept',
  title: 'Calibration intercept',
  noun: 'calibration intercept',
  explanation:
    'By how much the predicted log odds are too low on the whole: 0 is ideal, above 0 risks are underestimated; two classes only.',
  higherIsBetter: null,
  range: [-Infinity, Infinity],
  prepare: onCalibrationLine('intercept'),
}
