import type { Metric, Scored } from './metric.ts'
import { weightedMean } from './weighted-mean.ts'

const smallest = 1e-15

/** Minus the natural log of the true class's probability, clipped to [1e-15, 1 - 1e-15]; rows are not renormalised. */
function losses({ y, proba, positive }: Scored): Float64Array {
  return Float64Array.from(y, (truth, i) => {
    const at = i * proba.cols
    const p =
      positive === null || truth === positive ? proba.data[at + truth]! : 1 - proba.data[at + positive]!
    return -Math.log(Math.min(Math.max(p, smallest), 1 - smallest))
  })
}

export const logLoss: Metric = {
  name: 'log_loss',
  title: 'Log loss',
  noun: 'log loss',
  explanation: 'Mean surprise at the true class; lower is better, and confident mistakes cost most.',
  higherIsBetter: false,
  range: [0, -Math.log(smallest)],
  prepare(scored) {
    const values = losses(scored)
    return (weights) => weightedMean(values, weights)
  },
}
