import { onCalibrationLine } from './calibration-line.ts'
import type { Metric } from './metric.ts'

export const calibrationSlope: Metric = {
  name: 'calibration_slope',
  title: 'Calibration slope',
  noun: 'calibration slope',
  explanation:
    'How the true log odds rise with the predicted ones: 1 is ideal, below 1 probabilities are too extreme; two classes only.',
  higherIsBetter: null,
  range: [-Infinity, Infinity],
  prepare: onCalibrationLine('slope'),
}
