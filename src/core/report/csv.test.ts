import { describe, expect, test } from 'vitest'
import { resultsCsv } from './csv.ts'
import { results } from './testing/results.ts'

const lines = resultsCsv(results).trimEnd().split('\r\n')

describe('report.csv', () => {
  test('has one line for each summary, then one for each cell and metric', () => {
    expect(lines[0]).toBe(
      'level,projection,fusion,classifier,metric,repeat,fold,n_train,n_test,patients_shared,value,sd,ci95_low,ci95_high',
    )
    expect(lines).toHaveLength(1 + results.summary.length + 2 * results.cells.length)
    expect(lines[1]).toBe(
      `mean,contrastive,single,lr,auroc,,,,,,0.8714,0.0213,${0.8714 - 0.02},${0.8714 + 0.018}`,
    )
    expect(lines[5]).toBe('fold,contrastive,single,lr,auroc,0,0,80,20,0,0.88,,,')
  })

  test('R13: an undefined value is an empty cell, never NaN', () => {
    expect(lines[7]).toBe('fold,contrastive,single,lr,auroc,0,1,80,20,0,,,,')
  })

  test('no cell can be run as a formula; negative numbers stay numbers', () => {
    const summary = [
      { ...results.summary[0]!, classifier: '=HYPERLINK("x")', metric: '@sum', mean: -0.25 },
      { ...results.summary[0]!, classifier: '+1+cmd', metric: '-2+3' },
    ]
    const [, first, second] = resultsCsv({ ...results, summary }).split('\r\n')
    expect(first).toContain(`"'=HYPERLINK(""x"")",'@sum,`)
    expect(first).toContain(',-0.25,')
    expect(second).toContain(`'+1+cmd,'-2+3,`)
  })
})
