import { accuracy } from './accuracy.ts'
import { auroc } from './auroc.ts'
import { averagePrecision } from './average-precision.ts'
import { balancedAccuracy } from './balanced-accuracy.ts'
import { brier } from './brier.ts'
import { calibrationIntercept } from './calibration-intercept.ts'
import { calibrationSlope } from './calibration-slope.ts'
import { ece } from './ece.ts'
import { f1Macro } from './f1-macro.ts'
import { f1 } from './f1.ts'
import { kappa } from './kappa.ts'
import { logLoss } from './log-loss.ts'
import { mcc } from './mcc.ts'
import type { Metric } from './metric.ts'
import { sensitivity } from './sensitivity.ts'
import { specificity } from './specificity.ts'

/** Every metric that cells, summaries and screens show, in their order. To add one: one file, one line. */
export const metrics: readonly Metric[] = [
  auroc, averagePrecision, f1, f1Macro, accuracy, balancedAccuracy, sensitivity, specificity, mcc, kappa,
  logLoss, brier, ece, calibrationIntercept, calibrationSlope,
] // prettier-ignore

export const metricNames: readonly string[] = metrics.map((metric) => metric.name)

/** The metric of a name, or undefined where the registry has none. */
export function findMetric(name: string): Metric | undefined {
  return metrics.find((metric) => metric.name === name)
}

/** Those of which more, or less, is better: a comparison can be decided by them. */
export const decidingMetrics: readonly Metric[] = metrics.filter(
  ({ higherIsBetter }) => higherIsBetter !== null,
)
