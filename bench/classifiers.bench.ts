import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { classifierRegistry } from '../src/core/classifiers/registry.ts'
import { contextOf, made } from '../src/core/classifiers/testing/made.ts'
import { argmaxRows, matrix, type Matrix } from '../src/core/math/matrix.ts'
import { robust } from '../src/core/projection/presets.ts'
import { runCommand } from '../tools/run-command.ts'
import type { Bench } from './bench.ts'
import { median } from './figures.ts'

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

interface Figures {
  /** CPU seconds. */
  readonly fit: number
  readonly predict: number
  readonly accuracy: number
}

interface Cases {
  readonly train: { readonly X: Matrix; readonly y: Int32Array }
  readonly test: { readonly X: Matrix; readonly y: Int32Array }
  readonly classes: number
}

function cases(classes: number, folder: string): Cases {
  const { X, y } = made(
    rows + testRows,
    columns,
    Array.from({ length: classes }, (_, c) => c),
    seed,
    distance,
  )
  writeFileSync(join(folder, 'X.f32'), X.data)
  writeFileSync(join(folder, 'y.i32'), y)
  const at = rows * columns
  return {
    train: { X: matrix(rows, columns, X.data.slice(0, at)), y: y.slice(0, rows) },
    test: { X: matrix(testRows, columns, X.data.slice(at)), y: y.slice(rows) },
    classes,
  }
}

async function ours(name: string, { train, test, classes }: Cases): Promise<Figures> {
  const fits: number[] = []
  const predictions: number[] = []
  let accuracy = 0
  for (let i = 0; i < repeats; i++) {
    const started = process.cpuUsage()
    const classifier = classifierRegistry[name]!.create(robust.classifiers)
    const fitted = await classifier.fit(train.X, train.y, contextOf(train, classes, seed))
    const fit = process.cpuUsage(started)
    const asked = process.cpuUsage()
    const predicted = argmaxRows(fitted.predictProba(test.X))
    const predict = process.cpuUsage(asked)
    fits.push((fit.user + fit.system) / 1e6)
    predictions.push((predict.user + predict.system) / 1e6)
    accuracy = predicted.filter((c, row) => c === test.y[row]).length / testRows
  }
  return { fit: median(fits), predict: median(predictions), accuracy }
}

/** null where this Python has not what the peer needs. */
async function peerOf(python: string, name: string, folder: string): Promise<Figures | null> {
  const script = 'bench/peers/sklearn_classifiers.py'
  const args = [script, name, folder, String(rows), String(columns), String(testRows)]
  const { status, output } = await runCommand(python, args, { capture: true })
  return status === 0 ? (JSON.parse(output.trim().split('\n').at(-1)!) as Figures) : null
}

/** A Python with scikit-learn: the one on the path, or the system's own beside it. */
async function findPython(): Promise<string | null> {
  for (const python of ['python3', '/usr/bin/python3'])
    if ((await runCommand(python, ['-c', 'import sklearn'], { capture: true })).status === 0) return python
  return null
}

export const bench: Bench = {
  name: 'classifiers',
  title: `Classifiers: ${rows} x ${columns}, ${testRows} rows to predict, on one core`,
  async run({ log }) {
    const python = await findPython()
    const folder = mkdtempSync(join(tmpdir(), 'nearside-classifiers-'))
    const table: (string | number)[][] = []
    try {
      for (const classes of classCounts) {
        const made = cases(classes, folder)
        const measured = new Map<string, Figures>()
        for (const { name, peer, peerTitle } of entries) {
          log(`classifiers: ${name} and ${peerTitle}, ${classes} classes`)
          const own = measured.get(name) ?? (await ours(name, made))
          measured.set(name, own)
          const other = python === null ? null : await peerOf(python, peer, folder)
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
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
    return {
      columns: [
        'classes', 'classifier', 'fit, s', 'predict, s', 'accuracy', 'beside', 'its fit, s', 'fit, ratio',
        'its predict, s', 'its accuracy',
      ],
      rows: table,
      notes: [
        `CPU seconds; ours the median of ${repeats}, the others once. Normal clouds, seed ${seed}; the preset robust.`,
        ...(python === null ? ['scikit-learn is not installed for python3: nothing is beside ours.'] : []),
      ],
    } // prettier-ignore
  },
}
