import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { auroc } from '../evaluation/metrics/auroc.ts'
import { f1 } from '../evaluation/metrics/f1.ts'
import { compute, type Metric } from '../evaluation/metrics/metric.ts'
import { matrixFrom, takeRows, type Matrix } from '../math/matrix.ts'
import { fitStandardScaler, standardise } from '../math/standardise.ts'
import { robust, type AdaptSettings } from '../projection/presets.ts'
import { classifierRegistry } from './registry.ts'
import { contextOf } from './testing/made.ts'

const names = ['rf', 'gbm', 'xgb', 'svc', 'mlp'] as const
/** With balanced class weights; scikit-learn 1.2 has none for its MLPClassifier. */
const balancedNames = ['lr', 'svc', 'cart', 'rf', 'gbm', 'xgb'] as const

interface Scores {
  readonly f1: number
  readonly auroc: number
}
interface Reference {
  readonly repeats: number
  readonly folds: number
  /** Fits with seeds of their own in every fold, by classifier; 1 where it is not said. */
  readonly fits: Readonly<Record<string, number>>
  readonly figures: Readonly<Record<string, TableFigures>>
}
interface TableFigures extends Readonly<Record<(typeof names)[number], Scores>> {
  readonly rows: number
  readonly columns: number
  readonly balanced: Readonly<Record<(typeof balancedNames)[number], Scores>>
}

// Made by tools/reference/classifier_figures.py, which says how; rows, columns, folds, scaling and metrics are the same here.
const file = new URL('fixtures/classifier-figures.json', import.meta.url)
const reference = JSON.parse(readFileSync(file, 'utf8')) as Reference

const folder = new URL('../../../../shared/data/tabular/', import.meta.url)
const here = existsSync(folder)

const tables = [
  ['pima', 'pima_diabetes.csv', '1'],
  ['wisconsin', 'breast_cancer_wisconsin_original.csv', 'malignant'],
  ['yugoslavia', 'breast_cancer_yugoslavia.csv', 'recurrence-events'],
] as const

interface Rows {
  readonly X: Matrix
  readonly y: Int32Array
}

/** Numbers as they are, a column for every level of the others; rows with "?" are left out. */
function load(name: string, positive: string): Rows {
  const [header, ...all] = readFileSync(new URL(name, folder), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))
  const rows = all.filter((row) => !row.includes('?'))
  const label = header!.indexOf('label')
  const columns = header!.flatMap((_, j) => {
    if (j === label) return []
    const values = rows.map((row) => row[j]!)
    if (values.every((value) => value !== '' && Number.isFinite(Number(value)))) return [values.map(Number)]
    return [...new Set(values)].sort().map((level) => values.map((value) => Number(value === level)))
  })
  return {
    X: matrixFrom(rows.map((_, i) => columns.map((column) => column[i]!))),
    y: Int32Array.from(rows, (row) => Number(row[label] === positive)),
  }
}

/** The rows of each class, in the order of a hash of their numbers, are dealt to the folds in turn. */
function foldsOf(y: Int32Array, repeat: number): Int32Array {
  const fold = new Int32Array(y.length)
  const hash = (row: number): number =>
    Number((BigInt(row + 1) * 2654435761n * BigInt(2 * repeat + 1)) % 2n ** 32n)
  for (const c of [0, 1])
    [...y.keys()]
      .filter((row) => y[row] === c)
      .sort((a, b) => hash(a) - hash(b))
      .forEach((row, position) => (fold[row] = position % reference.folds))
  return fold
}

/** scikit-learn's defaults, and one C as LogisticRegression has it. */
const defaults: AdaptSettings['classifiers'] = { ...robust.classifiers, lr: { C: [1] } }

async function scoresOf(
  name: string,
  { X, y }: Rows,
  settings: AdaptSettings['classifiers'] = defaults,
): Promise<Scores> {
  const all = { f1: [] as number[], auroc: [] as number[] }
  for (let repeat = 0; repeat < reference.repeats; repeat++) {
    const fold = foldsOf(y, repeat)
    const take = (rows: number[]): Rows => ({
      X: takeRows(X, rows),
      y: Int32Array.from(rows, (row) => y[row]!),
    })
    for (let k = 0; k < reference.folds; k++) {
      const raw = take([...y.keys()].filter((row) => fold[row] !== k))
      const scaler = fitStandardScaler(raw.X)
      const train = { ...raw, X: standardise(scaler, raw.X) }
      const heldRaw = take([...y.keys()].filter((row) => fold[row] === k))
      const held = { ...heldRaw, X: standardise(scaler, heldRaw.X) }
      for (let fit = 0; fit < (reference.fits[name] ?? 1); fit++) {
        const context = contextOf(train, 2, repeat + reference.repeats * fit)
        const classifier = classifierRegistry[name]!.create(settings)
        const fitted = await classifier.fit(train.X, train.y, context)
        const scored = { y: held.y, proba: fitted.predictProba(held.X), positive: 1 }
        const value = (metric: Metric): number => compute(metric, scored)!
        all.f1.push(value(f1))
        all.auroc.push(value(auroc))
      }
    }
  }
  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length
  return { f1: mean(all.f1), auroc: mean(all.auroc) }
}

function expectClose(what: string, scores: Scores, expected: Scores): void {
  const both = `${what}: ${JSON.stringify(scores)}, reference ${JSON.stringify(expected)}`
  expect(Math.abs(scores.f1 - expected.f1), both).toBeLessThan(0.02)
  expect(Math.abs(scores.auroc - expected.auroc), both).toBeLessThan(0.02)
}

// scikit-learn's RandomForestClassifier, GradientBoostingClassifier, SVC and MLPClassifier; xgb: XGBoost itself, tree method hist.
describe.skipIf(!here)(`the reference's figures${here ? '' : ' (skipped: ../shared is not here)'}`, () => {
  test.each(tables.flatMap((table) => names.map((name) => [name, ...table] as const)))(
    '%s on %s: F1 and AUROC within 0.02',
    async (name, table, csv, positive) => {
      const rows = load(csv, positive)
      const expected = reference.figures[table]!
      expect([rows.X.rows, rows.X.cols]).toEqual([expected.rows, expected.columns])
      expectClose(`${name} ${table}`, await scoresOf(name, rows), expected[name])
    },
    120_000,
  )

  test.each(tables.flatMap((table) => balancedNames.map((name) => [name, ...table] as const)))(
    '%s with balanced class weights on %s: F1 and AUROC within 0.02',
    async (name, table, csv, positive) => {
      const scores = await scoresOf(name, load(csv, positive), { ...defaults, classWeight: 'balanced' })
      expectClose(`${name} ${table}, balanced`, scores, reference.figures[table]!.balanced[name])
    },
    120_000,
  )
})
