import { describe, expect, test } from 'vitest'
import { performance } from '../charts/testing/performance.ts'
import type { Results } from '../evaluation/types.ts'
import { resultsCsv } from './csv.ts'
import { ablated, checked, results } from './testing/results.ts'

/** The lines, without the columns that calibration and thresholds alone fill. */
const linesOf = (of: Results): string[] =>
  resultsCsv(of)
    .trimEnd()
    .split('\r\n')
    .map((line) => line.replace(/,,,$/, ''))
const lines = linesOf(results)

describe('report.csv', () => {
  test('has one line for each summary, then one for each cell and metric', () => {
    expect(lines[0]).toBe(
      'level,projection,fusion,classifier,metric,repeat,fold,n_train,n_test,patients_shared,value,sd,ci95_low,ci95_high,modalities,present,p_holm,fold_name,n_set_aside,p,class,recalibration,prevalence',
    )
    // a fold's line for each of two metrics, and the projection minus none by both
    expect(lines).toHaveLength(1 + results.summary.length + 1 + 2 * results.cells.length + 2)
    expect(lines[1]).toBe(
      `mean,contrastive,single,lr,auroc,,,,,,0.8714,0.0213,${0.8714 - 0.02},${0.8714 + 0.018},,,,,,`,
    )
    expect(lines[6]).toBe('fold,contrastive,single,lr,auroc,0,0,80,20,0,0.88,,,,,,,,,')
  })

  test('R13: an undefined value is an empty cell, never NaN', () => {
    expect(lines[8]).toBe('fold,contrastive,single,lr,auroc,0,1,80,20,0,,,,,,,,,,')
  })

  test('says which modalities were used, what each set makes of a difference, and how cases did by what they have', () => {
    const more = linesOf(ablated).slice(1)
    const of = (level: string): string[] => more.filter((line) => line.startsWith(`${level},`))
    expect(of('mean').filter((line) => line.endsWith(',table,,,,,'))).toHaveLength(1)
    expect(of('fold').filter((line) => line.endsWith(',<i>notes,,,,,'))).toHaveLength(2 * 4)
    // a metric for each of contrastive and none with notes, none with the table
    const differences = of('difference').filter((line) => line.includes(',auroc,'))
    expect(differences.map((line) => line.split(',').slice(1, 5).join())).toEqual([
      'contrastive,single,lr,auroc', 'none,single,lr,auroc', 'none,single,lr,auroc',
    ]) // prettier-ignore
    expect(Number(differences[2]!.split(',')[10])).toBeCloseTo(0.6 - (0.85 + 0.8346) / 2, 12)
    expect(of('pattern').map((line) => line.split(',').slice(1, 11).join())).toEqual([
      'contrastive,single,lr,auroc,,,,70,,0.91', 'none,single,lr,auroc,,,,70,,0.89',
    ]) // prettier-ignore
    expect(of('pattern')[0]).toContain(',<i>notes + table,')
  })

  test('R13: a difference that no fold defines has its line, with empty values', () => {
    const cells = ablated.cells.map((cell) =>
      cell.modalities?.includes('table') ? { ...cell, metrics: { ...cell.metrics, auroc: null } } : cell,
    )
    const more = linesOf({ ...ablated, cells })
    const differences = more.filter((line) => /^difference,.*,auroc,/.test(line))
    expect(differences).toHaveLength(3)
    expect(differences[2]).toBe('difference,none,single,lr,auroc,,,,,,,,,,table,,,,,')
  })

  test('names the site of each fold, and has lines of its own for the locked test set and the shuffled labels', () => {
    const more = linesOf(checked).slice(1)
    const of = (level: string): string[] => more.filter((line) => line.startsWith(`${level},`))
    expect(of('fold')[0]).toBe('fold,contrastive,single,lr,auroc,0,0,80,20,0,0.88,,,,,,,<b>A,3,')
    expect(of('mean')).toHaveLength(results.summary.length)
    expect(of('locked').map((line) => line.split(',').slice(1, 11).join())).toEqual([
      'contrastive,single,lr,auroc,,,,20,,0.9', 'none,single,lr,auroc,,,,20,,0.8', 'none,single,lr,log_loss,,,,20,,0.4',
    ]) // prettier-ignore
    expect(of('locked difference')).toEqual([
      'locked difference,contrastive,single,lr,auroc,,,,20,,0.1,,-0.02,0.22,,,,,,0.1024',
    ])
    expect(of('shuffled labels')).toHaveLength(10)
    expect(of('shuffled labels')[2]).toBe('shuffled labels,contrastive,single,lr,auroc,2,,,,,,,,,,,,,,')
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

  test('gives the primary difference, calibration of every class, and what is right at a threshold', () => {
    const at = { value: 0.8, ci95: [0.7, 0.9] } as const
    const operating_point = {
      thresholds: [0.4],
      sensitivity: at,
      specificity: { value: null, ci95: null },
      prevalence: 0.3,
      ppv: at,
      npv: at,
      at_stated_prevalence: { prevalence: 0.05, ppv: at, npv: at },
    }
    const [header, ...all] = resultsCsv({
      ...results,
      performance: [performance('none', { operating_point })],
    })
      .trimEnd()
      .split('\r\n')
    const names = header!.split(',')
    const records = all.map((line) =>
      Object.fromEntries(line.split(',').flatMap((cell, i) => (cell === '' ? [] : [[names[i]!, cell]]))),
    )
    const of = (level: string) => records.filter((record) => record['level'] === level)
    expect(of('comparison')).toEqual([
      { level: 'comparison', projection: 'contrastive', fusion: 'single', classifier: 'lr', metric: 'auroc', value: '0.0291', ci95_low: '0.0112', ci95_high: '0.047', p: '0.0123' },
    ]) // prettier-ignore
    expect(of('calibration')).toHaveLength(3 * 4)
    expect(of('calibration')[1]).toEqual({
      level: 'calibration', projection: 'none', fusion: 'single', classifier: 'lr', metric: 'calibration_slope', n_test: '100', class: 'ill', recalibration: 'none', value: '0.6', ci95_low: '0.39999999999999997', ci95_high: '0.8',
    }) // prettier-ignore
    expect(of('threshold').map(({ metric, value, prevalence }) => [metric, value, prevalence])).toEqual([
      ['sensitivity', '0.8', undefined],
      ['specificity', undefined, undefined],
      ['ppv', '0.8', '0.3'],
      ['npv', '0.8', '0.3'],
      ['ppv', '0.8', '0.05'],
      ['npv', '0.8', '0.05'],
    ])
  })

  test('gives every projection minus none, and every subgroup that was scored', () => {
    const subgroups = [
      { column: 'sex', level: 'f', cases: 60, patients: 40, classes: {}, summary: [results.summary[0]!] },
      { column: 'sex', level: null, cases: 3, patients: 3, classes: {}, summary: [] },
    ]
    const all = linesOf({ ...results, subgroups })
    const difference = all.filter((line) => line.startsWith('against none,') && line.includes('auroc'))
    expect(difference).toHaveLength(1)
    expect(Number(difference[0]!.split(',')[10])).toBeCloseTo(0.88 - 0.85, 12)
    expect(all.filter((line) => line.startsWith('subgroup,'))).toEqual([
      expect.stringMatching(/^subgroup,contrastive,single,lr,auroc,,,,60,,0\.8714,.*,sex: f,/),
    ])
  })
})
