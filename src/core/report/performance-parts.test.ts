import { describe, expect, test } from 'vitest'
import { classPerformance, performance } from '../charts/testing/performance.ts'
import type { OperatingPoint } from '../evaluation/performance/performance.ts'
import type { Results } from '../evaluation/types.ts'
import { reportHtml } from './html.ts'
import { results } from './testing/results.ts'

const at = (value: number): OperatingPoint['ppv'] => ({ value, ci95: [value - 0.1, value + 0.05] })
const operating_point: OperatingPoint = {
  thresholds: [0.31, null, 0.44],
  sensitivity: at(0.81),
  specificity: at(0.72),
  prevalence: 0.3,
  ppv: at(0.6),
  npv: at(0.9),
  at_stated_prevalence: { prevalence: 0.05, ppv: at(0.15), npv: at(0.94) },
}
const measured: Results = {
  ...results,
  performance: [
    performance('none', { operating_point }),
    performance('contrastive', { classes: [classPerformance('<b>ill')], operating_point }),
    performance('contrastive', { classifier: 'knn' }),
  ],
}
const textOf = (page: string): string =>
  page.replaceAll(/<style>[\s\S]*?<\/style>|<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const pageOf = (changes: Partial<Results>): string =>
  reportHtml({ results: { ...measured, ...changes }, wordNotice: () => '', looks: 0 })
const page = pageOf({})
const text = textOf(page)
const figures = [...page.matchAll(/<figure>[\s\S]*?<\/figure>/g)].map(([figure]) => figure)

describe('the performance of the two that are compared', () => {
  test('R9: ROC, precision and recall, calibration and decision curve are drawn and described', () => {
    const both = pageOf({ performance: [performance('none'), performance('contrastive')] })
    for (const title of ['ROC curve', 'Precision and recall', 'Calibration curve', 'Decision curve'])
      expect(both.match(new RegExp(`<strong>${title}</strong>`, 'g')), title).toHaveLength(1)
    expect(textOf(both)).toContain('n = 100 cases, 30 of them “ill”')
    // the other classifier has no curve of its own
    expect(both.match(/class="chart__band/g)!.length).toBe(8)
  })

  test('the names of classes are shown literally', () => {
    expect(page).not.toContain('<b>ill')
    expect(page).toContain('&lt;b&gt;ill')
  })

  test('what is right and wrong at a threshold stands with intervals, and where no threshold could be chosen', () => {
    expect(text).toContain('Thresholds 0.31 to 0.44; none in 1 fold')
    expect(text).toContain('Sensitivity 0.810 (0.710 to 0.860)')
    expect(text).toContain('Positive predictive value at 5.0 % 0.150')
    expect(textOf(pageOf({ performance: [performance('none')] }))).not.toMatch(/At a threshold The/)
  })

  test('the confusion matrix counts every held-out case, with shares of the true class', () => {
    expect(text).toContain('&lt;script&gt; 60 (86 %) 10 (14 %) 70')
    expect(text).toContain('n = 100 held-out predictions, 82 of them right (82 %).')
  })

  test('R4: calibration is tabled as predicted and recalibrated', () => {
    expect(text).toContain('ill as predicted 100 0.10 −0.10 to 0.30 0.60 0.40 to 0.80 0.150 0.120 to 0.180')
    expect(text).toMatch(/ Platt .* 1\.00 0\.80 to 1\.20/)
  })

  test('R13: what could not be recalibrated is no part of n', () => {
    const ill = classPerformance('ill')
    const basis = { cases: 1060, positives: 20, folds: 3, undefined_folds: 2 }
    const calibration = { ...ill.calibration, platt: { ...ill.calibration.platt, basis } }
    const of = textOf(pageOf({ performance: [performance('none', { classes: [{ ...ill, calibration }] })] }))
    expect(of).toContain('Platt 1,060 without 2 of 5 folds 0.10')
  })

  test('each fold is a dot', () => {
    const dots = figures.find((figure) => figure.includes('AUROC in each fold'))!
    expect(dots.match(/class="chart__point/g)).toHaveLength(3)
  })

  test('runs of earlier versions have none of it, and say that no model was updated', () => {
    const { performance: _, ...earlier } = measured
    const old = textOf(reportHtml({ results: earlier, wordNotice: () => '', looks: 0 }))
    expect(old).not.toMatch(/ROC curve|At a threshold The|Confusion matrix|Platt/)
    expect(old).toContain('No model was updated.')
  })

  test('R8: every projection stands against none, with p corrected for all', () => {
    const cells = results.cells.map((cell) =>
      cell.metrics['auroc'] === null ? { ...cell, metrics: { ...cell.metrics, auroc: 0.85 } } : cell,
    )
    const of = textOf(pageOf({ cells })).split('Every projection against none')[1]!
    expect(of).toMatch(/Logistic regression Contrastive projection \+0\.0\d+ \(.* to .*\) 0\.\d{3} /)
  })

  test('subgroups are scored, those of few patients counted only, and their absence is left to the authors', () => {
    const group = { column: '<i>sex', classes: { benign: 40, '<script>': 20 } }
    const subgroups = [
      { ...group, level: 'f', cases: 60, patients: 40, summary: [results.summary[0]!] },
      { ...group, level: null, cases: 3, patients: 3, summary: [] },
    ]
    const of = textOf(pageOf({ subgroups }))
    expect(of).toContain(
      'f: 60 cases of 40 patients (benign 40, &lt;script&gt; 20) Contrastive projection 0.871 (0.851 to 0.889) 3 resamples',
    )
    expect(of).toContain(
      'Without a value: 3 cases of 3 patients Fewer than 20 patients, or 5 of two classes.',
    )
    // all cases to compare with, under the column's name
    expect(of).toMatch(/&lt;i&gt;sex Projection .* All cases: 100 cases of 60 patients/)
    expect(of).toContain('Results by “&lt;i&gt;sex” stand under 23a')
    expect(of).toContain('performance in other groups of patients')
    expect(text).not.toContain('In subgroups')
    expect(text).toContain(
      'performance in groups of patients by age, sex and origin, or why it was not examined',
    )
  })
})
