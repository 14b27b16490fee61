import { summarise } from '../src/core/evaluation/summarise.ts'
import { defaultSettings } from '../src/core/study/default-settings.ts'
import type { Bench } from './bench.ts'
import { madeResults } from './made-results.ts'

const classifiers = ['lr', 'svc', 'cart', 'rf', 'gbm', 'xgb', 'mlp', 'knn']
const folds = 5
const sizes = [
  { cases: 4000, classes: 5 },
  { cases: 1000, classes: 2 },
  { cases: 4000, classes: 2 },
]

export const bench: Bench = {
  name: 'summarise',
  title: 'Summing up a run: intervals, curves, calibration',
  run({ log }) {
    const rows = sizes.map(({ cases, classes }) => {
      log(`summarise: ${cases} cases of ${classes} classes`)
      const { results, data } = madeResults({ cases, classes, classifiers, folds })
      const study = { version: 1, name: 'bench', files: [], ...defaultSettings() } as const
      const started = process.cpuUsage()
      const summary = summarise(
        results,
        data,
        study,
        Array.from(data.y, (_, i) => `case ${i}`),
      )
      const { user, system } = process.cpuUsage(started)
      const bytes = JSON.stringify(summary.performance).length
      return [cases, classes, ((user + system) / 1e6).toFixed(1), (bytes / 1e6).toFixed(1)]
    })
    return Promise.resolve({
      columns: ['cases', 'classes', 'CPU, s', 'performance as JSON, MB'],
      rows,
      notes: [
        `3 projections, ${classifiers.length} classifiers, ${folds} folds; every case a patient; one core.`,
      ],
    })
  },
}
