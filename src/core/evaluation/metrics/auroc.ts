import type { Metric } from './metric.ts'
import { onRankings } from './ranking.ts'

export const auroc: Metric = {
  name: 'auroc',
  title: 'AUROC',
  noun: 'AUROC',
  explanation:
    'Chance that a case of the class is scored above one that is not; 0.5 is chance; mean of one against rest where there are several classes.',
  higherIsBetter: true,
  range: [0, 1],
  ...onRankings('auroc'),
}
