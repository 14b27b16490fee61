import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ClassifierContext, FittedClassifier } from '../../src/core/classifiers/classifier.ts'
import { classifierRegistry } from '../../src/core/classifiers/registry.ts'
import type { Made } from '../../src/core/classifiers/testing/made.ts'
import { argmaxRows, matrix, type Matrix } from '../../src/core/math/matrix.ts'
import { createRng } from '../../src/core/math/rng.ts'
import { innerValidationShare, robust } from '../../src/core/projection/presets.ts'
import { runCommand } from '../../tools/run-command.ts'
import { median } from '../figures.ts'

/** CPU seconds on one core. */
export interface Figures {
  readonly fit: number
  readonly predict: number
  readonly accuracy: number
}

/** Rows to learn from and rows to predict, here and in a file for what is measured beside ours. */
export interface FitCases {
  readonly train: Made
  /** The training rows without their last fifth, and that fifth. */
  readonly inner: ClassifierContext['tuning']
  readonly test: Made
  readonly classes: number
  readonly folder: string
  remove(): void
}

function rowsOf({ X, y }: Made, from: number, to: number): Made {
  const take = (m: Matrix): Matrix => matrix(to - from, m.cols, m.data.slice(from * m.cols, to * m.cols))
  return { X: take(X), y: y.slice(from, to) }
}

/** The last `testRows` rows are those to predict. */
export function fitCases(all: Made, testRows: number, classes: number): FitCases {
  const folder = mkdtempSync(join(tmpdir(), 'nearside-classifiers-'))
  writeFileSync(join(folder, 'X.f32'), all.X.data)
  writeFileSync(join(folder, 'y.i32'), all.y)
  const rows = all.X.rows - testRows
  const train = rowsOf(all, 0, rows)
  const fitted = rows - Math.round(innerValidationShare * rows)
  return {
    train,
    inner: { fit: rowsOf(train, 0, fitted), validation: rowsOf(train, fitted, rows) },
    test: rowsOf(all, rows, all.X.rows),
    classes,
    folder,
    remove: () => rmSync(folder, { recursive: true }),
  }
}

const cpuSeconds = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1e6
}

/**
 * A classifier of ours with the numbers of the preset robust: medians.
 * @returns `inner` is the fit on the inner fit part that every unit of a study makes besides, for thresholds and calibration
 */
export async function ownFigures(
  name: string,
  { train, inner, test, classes }: FitCases,
  { seed, repeats }: { seed: number; repeats: number },
): Promise<Figures & { readonly inner: number }> {
  const measured: (Figures & { inner: number })[] = []
  for (let i = 0; i < repeats; i++) {
    const procedure = classifierRegistry[name]!.create(robust.classifiers)
    const context = { classes, tuning: inner, rng: createRng(seed, 'fit') }
    const started = process.cpuUsage()
    const fitted: FittedClassifier = await procedure.fit(train.X, train.y, context)
    const fit = cpuSeconds(started)
    const asked = process.cpuUsage()
    const predicted = argmaxRows(fitted.predictProba(test.X))
    const predict = cpuSeconds(asked)
    const again = process.cpuUsage()
    await (fitted.chosen ?? procedure).fit(inner.fit.X, inner.fit.y, context)
    const accuracy = predicted.filter((c, row) => c === test.y[row]).length / test.y.length
    measured.push({ fit, predict, accuracy, inner: cpuSeconds(again) })
  }
  const of = (key: 'fit' | 'predict' | 'accuracy' | 'inner'): number => median(measured.map((m) => m[key]))
  return { fit: of('fit'), predict: of('predict'), accuracy: of('accuracy'), inner: of('inner') }
}

/** null where this Python has not what the peer needs. */
export async function peerFigures(
  python: string,
  name: string,
  { train, inner, test, folder }: FitCases,
): Promise<Figures | null> {
  const sizes = [train.X.rows, train.X.cols, test.X.rows, inner.fit.X.rows]
  const args = ['bench/peers/sklearn_classifiers.py', name, folder, ...sizes.map(String)]
  const { status, output } = await runCommand(python, args, { capture: true })
  return status === 0 ? (JSON.parse(output.trim().split('\n').at(-1)!) as Figures) : null
}

/** A Python with scikit-learn: the one on the path, or the system's own beside it. */
export async function findPython(module = 'sklearn'): Promise<string | null> {
  for (const python of ['python3', '/usr/bin/python3'])
    if ((await runCommand(python, ['-c', `import ${module}`], { capture: true })).status === 0) return python
  return null
}

export const withoutPython = 'scikit-learn is not installed for python3: nothing is beside ours.'
