import { made } from '../src/core/classifiers/testing/made.ts'
import type { Bench } from './bench.ts'
import { findPython, fitCases, type Figures, ownFigures, peerFigures, withoutPython } from './peers/fits.ts'

/** Ours by its registry name, and what to put beside it by its name in bench/peers/sklearn_classifiers.py. */
const entries = [
  { name: 'rf', peer: 'rf', peerTitle: 'RandomForestClassifier' },
  { name: 'gbm', peer: 'gbm', peerTitle: 'GradientBoostingClassifier' },
  { name: 'xgb', peer: 'xgb', peerTitle: 'XGBClassifier (hist)' },
  { name: 'xgb', peer: 'hist', peerTitle: 'HistGradientBoostingClassifier' },
  { name: 'svc', peer: 'svc', peerTitle: 'SVC (probability)' },
  { name: 'mlp', peer: 'mlp', peerTitle: 'MLPClassifier' },
]
const rows = 2300
const columns = 256
const testRows = 575
const classCounts = [2, 5]
const repeats = 3
const seed = 1
/** Between the classes' centres in every column, in deviations: hard enough that no classifier stops early. */
const distance = 0.1

export const bench: Bench = {
  name: 'classifiers',
  title: `Classifiers: ${rows} x ${columns}, ${testRows} rows to predict, on one core`,
  async run({ log }) {
    const python = await findPython()
    const table: (string | number)[][] = []
    for (const classes of classCounts) {
      const present = Array.from({ length: classes }, (_, c) => c)
      const cases = fitCases(made(rows + testRows, columns, present, seed, distance), testRows, classes)
      try {
        const measured = new Map<string, Figures>()
        for (const { name, peer, peerTitle } of entries) {
          log(`classifiers: ${name} and ${peerTitle}, ${classes} classes`)
          const own = measured.get(name) ?? (await ownFigures(name, cases, { seed, repeats }))
          measured.set(name, own)
          const other = python === null ? null : await peerFigures(python, peer, cases)
          const beside = other
            ? [
                other.fit.toFixed(2),
                (own.fit / other.fit).toFixed(2),
                other.predict.toFixed(3),
                other.accuracy.toFixed(3),
              ]
            : ['', '', '', '']
          const mine = [own.fit.toFixed(2), own.predict.toFixed(3), own.accuracy.toFixed(3)]
          table.push([classes, name, ...mine, peerTitle, ...beside])
        }
      } finally {
        cases.remove()
      }
    }
    return {
      columns: [
        'classes', 'classifier', 'fit, s', 'predict, s', 'accuracy', 'beside', 'its fit, s', 'fit, ratio',
        'its predict, s', 'its accuracy',
      ],
      rows: table,
      notes: [
        `CPU seconds; ours the median of ${repeats}, the others once. Normal clouds, seed ${seed}; the preset robust.`,
        ...(python === null ? [withoutPython] : []),
      ],
    } // prettier-ignore
  },
}
