import { describe, expect, test } from 'vitest'
import { cellOf } from '../../src/core/evaluation/testing/cells.ts'
import type { Cell, Results, SummaryRow } from '../../src/core/evaluation/types.ts'
import type { PresetName } from '../../src/core/projection/presets.ts'
import { results as sample } from '../../src/core/report/testing/results.ts'
import { comparedRows, type PresetRun } from './comparisons.ts'
import { dataSets, resultPresets, studyOf } from './data-sets.ts'
import { renderResults } from './render.ts'

type Projection = Cell['projection']

/** AUROC of five folds by projection; the macro F1 is 0.1 lower. */
type Folds = Readonly<Record<Projection, readonly (number | null)[]>>

const steady = [0.8, 0.82, 0.78, 0.81, 0.79]
const plus = (values: readonly number[], by: readonly number[]): number[] => values.map((v, i) => v + by[i]!)

function runOf(preset: PresetName, byClassifier: Readonly<Record<string, Folds>>): PresetRun {
  const entries = Object.entries(byClassifier).flatMap(([classifier, folds]) =>
    (Object.keys(folds) as Projection[]).map((projection) => ({ classifier, projection, values: folds[projection] })),
  )
  const cells = entries.flatMap(({ classifier, projection, values }) =>
    values.map((value, fold) =>
      cellOf({ projection, classifier, fold, metrics: { auroc: value, f1_macro: value === null ? null : value - 0.1 } }),
    ),
  )
  const summary = entries.flatMap(({ classifier, projection, values }) => {
    const defined = values.filter((value) => value !== null)
    const mean = defined.reduce((sum, value) => sum + value, 0) / defined.length
    return ['auroc', 'f1_macro'].map((metric): SummaryRow => ({
      projection,
      fusion: 'single',
      classifier,
      metric,
      mean: metric === 'auroc' ? mean : mean - 0.1,
      sd: 0.01,
      ci95: [0.75, 0.85],
      undefined_cells: values.length - defined.length,
      undefined_resamples: 0,
    }))
  })
  const study = { ...sample.study, classifiers: Object.keys(byClassifier), validation: { folds: 5, repeats: 1, seed: 42 } }
  const results: Results = { ...sample, study, cells, summary, data: { ...sample.data, classes: { no: 70, yes: 30 } } }
  return { preset, results }
} // prettier-ignore

const clearGain = [0.05, 0.051, 0.049, 0.0505, 0.0495]
const clearLoss = clearGain.map((gain) => -gain)
/** Differences whose uncorrected p is 0.03 and a bit. */
const slightGain = [0.01, 0.03, 0.02, 0.03, 0.01]
const noise = [0.02, -0.03, 0.01, 0.03, -0.02]

const folds = (by: readonly number[]): Folds => ({ none: steady, pca: steady, contrastive: plus(steady, by) })

describe('verdicts of one data set (R8)', () => {
  test('the corrected t-test, with Holm’s correction for the classifiers of both presets together', () => {
    const alone = comparedRows([runOf('robust', { lr: folds(slightGain) })], 'auroc')
    expect(alone[0]).toMatchObject({ verdict: 'helps' })
    const p = alone[0]!.difference.p!
    expect(alone[0]!.p).toBe(p)
    expect(p).toBeGreaterThan(0.025)

    const runs = [
      runOf('robust', { lr: folds(slightGain), knn: folds(clearLoss) }),
      runOf('paper', { lr: folds(noise), knn: folds(clearGain) }),
    ]
    const rows = comparedRows(runs, 'auroc')
    expect(rows.map(({ preset, classifier, verdict }) => [preset, classifier, verdict])).toEqual([
      ['robust', 'lr', 'no benefit'],
      ['robust', 'knn', 'harms'],
      ['paper', 'lr', 'no benefit'],
      ['paper', 'knn', 'helps'],
    ])
    // the third smallest of four
    expect(rows[0]!.p).toBeCloseTo(2 * p, 10)
  })

  test('a metric that is better when it is lower turns the verdict around', () => {
    const run = runOf('robust', { lr: folds(clearGain) })
    const cells = run.results.cells.map((cell) => ({
      ...cell,
      metrics: { log_loss: cell.metrics['auroc']! },
    }))
    const [row] = comparedRows([{ ...run, results: { ...run.results, cells } }], 'log_loss')
    expect(row).toMatchObject({ verdict: 'harms' })
  })
})

describe('the page', () => {
  const dataSet = dataSets[0]!
  const robust = runOf('robust', { lr: folds(clearGain), knn: folds(clearLoss), cart: folds(noise) })
  const paper = runOf('paper', {
    lr: folds(noise),
    knn: folds(clearGain),
    cart: { ...folds(noise), contrastive: [null, ...plus(steady, noise).slice(1)] },
  })
  const page = renderResults([{ dataSet, runs: [robust, paper] }])
  const rowsWith = (text: string): string[] => page.split('\n').filter((line) => line.includes(text))

  test('one line a data set and preset says where it helps, does nothing and harms', () => {
    expect(rowsWith(`| ${dataSet.title} |`)).toEqual([
      `| ${dataSet.title} | robust | +0.050 ▲ | −0.050 ▼ | +0.002 |`,
      `| ${dataSet.title} | paper | +0.002 | +0.050 ▲ | −0.003 |`,
    ])
  })

  test('a line counts them for each preset, and where macro F1 falls by more than half a point', () => {
    expect(rowsWith('| robust | 3 |')).toEqual(['| robust | 3 | 1 | 1 | 1 | 1 |'])
    expect(rowsWith('| paper | 3 |')).toEqual(['| paper | 3 | 1 | 2 | 0 | 0 |'])
  })

  test('each classifier has every projection with its interval, the difference, p and the verdict', () => {
    const [auroc, f1] = rowsWith('| Logistic regression |')
    expect(auroc).toMatch(
      /^\| Logistic regression \| 0\.800 \(0\.750 to 0\.850\) \| 0\.800 \(.*?\) \| 0\.850 \(.*?\) \| \+0\.050\d* \(.*? to .*?\) \| < 0\.001 \| \*\*helps\*\* \|$/,
    )
    expect(f1).toMatch(/^\| Logistic regression \| 0\.700 \(.*\) \| \+0\.050\d* \(.* to .*\) \|$/)
  })

  test('what is left out is said (R13): cases, data sets, and folds without a value', () => {
    expect(page).toContain(
      '100 cases of 60 patients: “no” 70, “yes” 30. 4 rows left out: the label is empty.',
    )
    expect(page).not.toContain('Not run yet')
    expect(renderResults([{ dataSet, runs: [robust, paper] }], dataSets.slice(1, 3))).toContain(
      `Not run yet: ${dataSets[1]!.title}, ${dataSets[2]!.title}.`,
    )
    expect(page.match(/Not defined, and left out, in 1 fold\./g)).toHaveLength(2)
  })

  test('the same runs give the same text, and no time or path of this computer is in it', () => {
    expect(renderResults([{ dataSet, runs: [robust, paper] }])).toBe(page)
    expect(page).not.toMatch(/seconds|\/work|\d\d:\d\d/)
  })
})

describe('the studies', () => {
  test('are of all classifiers and projections, and differ in nothing but the preset', () => {
    for (const dataSet of dataSets) {
      const [robust, paper] = resultPresets.map((preset) => studyOf(dataSet, preset, '/data'))
      expect(paper).toEqual({ ...robust, preset: 'paper', name: `${dataSet.name}, paper` })
      expect(robust).toMatchObject({ preset: 'robust', projections: ['none', 'pca', 'contrastive'] })
    }
  })
})
