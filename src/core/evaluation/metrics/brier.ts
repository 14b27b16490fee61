import type { Metric, Scored } from './metric.ts'
import { weightedMean } from './weighted-mean.ts'

/** Two classes: (p - y)^2 of the positive class, 0 to 1; several: the sum over the classes, 0 to 2. */
function squaredErrors({ y, proba, positive }: Scored): Float64Array {
  const { cols, data } = proba
  return Float64Array.from(y, (truth, i) => {
    if (positive !== null) return (data[i * cols + positive]! - (truth === positive ? 1 : 0)) ** 2
    let sum = 0
    for (let c = 0; c < cols; c++) sum += (data[i * cols + c]! - (truth === c ? 1 : 0)) ** 2
    return sum
  })
}

export const brier: Metric = {
  name: 'brier',
  title: 'Brier score',
  noun: 'Brier score',
  explanation: 'Mean squared error of the probabilities; lower is better.',
  higherIsBetter: false,
  range: [0, 2],
  prepare(scored) {
    const values = squaredErrors(scored)
    return (weights) => weightedMean(values, weights)
  },
}
