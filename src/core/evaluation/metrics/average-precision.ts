import type { Metric } from './metric.ts'
import { onRankings } from './ranking.ts'

export const averagePrecision: Metric = {
  name: 'average_precision',
  title: 'Average precision',
  noun: 'average precision',
  explanation: 'Area under the precision-recall curve, in steps; chance is the share of the class.',
  higherIsBetter: true,
  range: [0, 1],
  ...onRankings('averagePrecision'),
}
