import { describe, expect, test } from 'vitest'
import { performance } from '../charts/testing/performance.ts'
import type { Cell, Results } from '../evaluation/types.ts'
import { presets } from '../projection/presets.ts'
import { reportHtml } from './html.ts'
import { ablated, checked, results } from './testing/results.ts'
import { verdictSentence } from './verdict.ts'

const report = (changes: Partial<Results> = {}): string =>
  reportHtml({
    results: { ...results, ...changes },
    wordNotice: (notice) => `Worded: ${notice.code} <b>`,
    looks: 0,
  })
const textOf = (page: string): string =>
  page
    .replaceAll('<wbr />', '')
    .replaceAll(/<style>[\s\S]*?<\/style>|<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
const page = report()
const text = textOf(page)

describe('the report', () => {
  test('begins with the verdict (R9) and ends with what it is not for', () => {
    expect(page.indexOf('<h1>')).toBeLessThan(page.indexOf('<h2>'))
    expect(page).toContain(`<h1>${verdictSentence(results.comparison)}</h1>`)
    expect(text.trim().endsWith('Research use only. Not a medical device.')).toBe(true)
  })

  test('is self-contained: no script, no handler, nothing loaded', () => {
    expect(page).not.toMatch(/<script|<link|<iframe|<img|url\(|@import|src=(?!x)|href=/i)
    expect(page).not.toMatch(/<[^>]*\son\w+=/i)
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
  })

  test('P19: whatever the study and the data name is shown literally', () => {
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(page).toContain('<th scope="row">&lt;script&gt;</th>')
  })

  test('holds no case', () => {
    expect(page).not.toContain('secret-case')
  })

  test('R9: curves stand before the checklist, the numbers of what was not used nowhere', () => {
    const measured = report({ performance: [performance('none'), performance('contrastive')] })
    expect(measured.indexOf('ROC curve')).toBeLessThan(measured.indexOf('id="item-1"'))
    expect(text).not.toMatch(/settings\.(pca|classifiers\.knn)/)
  })

  test('gives the hash of the data', () => {
    expect(textOf(report({ data: { ...results.data, fingerprint: 'f00d' } }))).toContain(
      'data.fingerprint f00d',
    )
  })

  test('R13: says what was left out, and how often a number is undefined', () => {
    expect(text).toContain('4: the label is empty')
    expect(text).toContain('3 resamples')
  })

  test('says what was predicted from', () => {
    const predictors = [
      { column: 'note', role: 'text' },
      { column: '<i>age', role: 'number' },
    ] as const
    const worded = report({ data: { ...results.data, predictors } })
    expect(worded).toContain('Predicted from: note (text), &lt;i&gt;age (number).')
    expect(text).not.toContain('Predicted from')
  })

  test('R13: says what was said about the data, and whether they are made up', () => {
    expect(text).not.toContain('Said about the data')
    expect(text).not.toContain('Synthetic')
    const notices = [{ code: 'one-class', severity: 'blocking', params: {} }] as const
    const worded = report({ data: { ...results.data, synthetic: true, notices } })
    expect(worded).toContain('<li>Worded: one-class &lt;b&gt;</li>')
    expect(worded).toContain('Synthetic data: made up, no patient behind it.')
    expect(worded.indexOf('<strong>synthetic data</strong>')).toBeLessThan(worded.indexOf('<h1>'))
  })

  test('R13: says what was fitted, and what a fold was learned without', () => {
    const cells: Cell[] = results.cells.map((cell) => ({
      ...cell,
      details:
        cell.projection === 'contrastive'
          ? { epochs: 4 + 3 * cell.fold, 'notes: leftOut': cell.fold, C: 0.1, converged: cell.fold }
          : {},
    }))
    expect(textOf(report({ cells }))).toContain(
      'Contrastive projection epochs 5.5; notes: left out in 1 of 2 folds',
    )
  })

  test('R6: says whose training cases were weighed by class, and whose could not be', () => {
    expect(text).not.toContain('Weighed:')
    const { robust } = presets
    const preset = { ...robust, classifiers: { ...robust.classifiers, classWeight: 'balanced' } } as const
    const study = { ...results.study, preset, classifiers: ['lr', 'knn', 'rf'] }
    expect(textOf(report({ study }))).toContain(
      'Weighed: Logistic regression, Random forest. Without weights: k nearest neighbours.',
    )
  })

  test('leaves out the times of stages that were no part of the run, and says whose seconds are added up', () => {
    expect(text).toContain('timings.train_s 3.0 worker seconds')
    const byHand = textOf(report({ timings: { ...results.timings, load_s: null, embed_s: null } }))
    expect(byHand).not.toMatch(/timings\.(load|embed)_s/)
    expect(byHand).toContain('timings.total_s 10.0')
  })

  test('R1: shows the patients shared by training and test cases', () => {
    expect(text).toContain('Patients shared by training and test cases: 0 in every fold')
    const leaky = results.cells.map((cell, i) => ({ ...cell, patients_shared: i }))
    expect(report({ cells: leaky })).toMatch(/up to 3 in a\s+fold/)
  })

  test('R12: says what trained the networks, by its title', () => {
    const environment = { ...results.environment, trainer: 'fused' } as const
    expect(textOf(report({ environment }))).toMatch(/same backend \(wasm, fused SIMD\)/)
  })

  test('gives every number of the settings, the seed, the folds and the versions', () => {
    expect(text).toContain(`settings.contrastive.temperature ${presets.robust.contrastive.temperature}`)
    expect(text).toContain('settings.classifiers.lr.C 0.001, 0.01, 0.1, 1, 10')
    expect(text).toContain('study.validation.seed 42')
    expect(text).toContain('environment.app 0.1.0')
    expect(text).toContain('environment.backend wasm')
  })

  test('tables every metric with mean, interval and deviation, and every fold of the comparison', () => {
    expect(text).toContain('0.871 (0.851 to 0.889) 0.021')
    expect(text).toContain('Log loss (lower is better)')
    expect(text).toContain('1 1 80 20 0 0.880 0.850 +0.030')
    expect(text).toContain('1 2 80 20 0 – 0.835 –')
  })

  test('the forest plot says which direction is better, and none where neither is', () => {
    const plot = (metric: string): string => {
      const summary = results.summary.map((row) => ({ ...row, metric }))
      const page = report({ summary, comparison: { ...results.comparison, metric } })
      return /<svg[\s\S]*?aria-label="([^"]*)"/.exec(page)![1]!
    }
    expect(plot('auroc')).toContain('AUROC (higher is better), mean over')
    expect(plot('log_loss')).toContain('Log loss (lower is better), mean over')
    expect(plot('calibration_slope')).toContain('Calibration slope, mean over')
  })

  test('draws the forest plot: a mark and an interval for each row, in order along the axis', () => {
    const marks = [...page.matchAll(/<path\s+class="chart__point" d="M([\d.]+) /g)].map((match) =>
      Number(match[1]),
    )
    const whiskers = [...page.matchAll(/<line\s+x1="([\d.]+)"\s+x2="([\d.]+)"[^>]*class="chart__interval"/g)]
    expect(marks).toHaveLength(2)
    expect(marks[0]).toBeGreaterThan(marks[1]!)
    expect(whiskers).toHaveLength(2)
    whiskers.forEach(([, low, high], i) => {
      expect(Number(low)).toBeLessThan(marks[i]!)
      expect(Number(high)).toBeGreaterThan(marks[i]!)
    })
  })

  const more = report(ablated)
  const section = (heading: string): string => {
    const [, after = ''] = more.split(new RegExp(`<h[24]>${heading}</h[24]>`))
    return textOf(after.split('</section>')[0]!)
  }

  test('R8: tables each modality alone beside all of them, with the difference and its corrected p', () => {
    const text = section('What each modality brings')
    expect(text).toMatch(/No projection All 0\.842 0\.822 to 0\.860 /)
    expect(text).toMatch(/Only “&lt;i&gt;notes” 0\.750 0\.730 to 0\.768 −0\.09 .* to .* 2 0\.326 /)
    expect(text).toMatch(/Only “table” 0\.600 .* −0\.24 /)
    // the fold in which all modalities have no AUROC has no difference
    expect(text).toMatch(/Only “&lt;i&gt;notes” 0\.740 .* −0\.100 no interval 1; no value in 1 – /)
  })

  test('R7: tables the cases by the modalities they have, and R13: counts those that are too few to score', () => {
    const text = section('By what is missing')
    expect(text).toMatch(
      /All cases: 100 cases of 60 patients \(benign 70, &lt;script&gt; 30\) Contrastive projection 0\.871/,
    )
    expect(text).toMatch(
      /“&lt;i&gt;notes” and “table”: 70 cases of 45 patients .* Contrastive projection 0\.910/,
    )
    expect(text).toContain('0.890 (0.870 to 0.908) 1 fold, 3 resamples')
    expect(text).toMatch(/“table”: 30 cases of 19 patients Fewer than 20 patients/)
  })

  const withChecks = report(checked)
  const checkOf = (heading: string): string => {
    const [, after = ''] = withChecks.split(new RegExp(`<h[24]>${heading}</h[24]>`))
    return textOf(after.split('</section>')[0]!)
  }

  test('R13: names the site of each fold, and counts what is on neither side', () => {
    const text = checkOf('The comparison, fold by fold')
    expect(text).toContain('Site left out Training cases Test cases Set aside Patients shared')
    expect(text).toContain('1 &lt;b&gt;A 80 20 3 0 0.880 0.850 +0.030')
    expect(text).toContain('1 B 80 20 4 0 – 0.835 –')
    const compared = checkOf('What was compared')
    expect(compared).toContain('One site of “&lt;b&gt;ward” left out at a time; seed 42.')
    expect(compared).toContain('80 cases were cross-validated; 20 cases were locked away before.')
  })

  test('R8: tables the locked test set beside the cross-validation, with DeLong’s test, and R9: no verdict of its own', () => {
    const text = checkOf('Locked test set')
    expect(text).toContain(
      'AUROC 0.90 with the projection against 0.80 with no projection: difference +0.10 (95 % interval −0.02 to +0.22); p = 0.102, DeLong’s test.',
    )
    expect(text).toContain('The verdict is that of the cross-validation')
    expect(text).toContain('20 cases of 12 patients')
    expect(text).toContain('Contrastive projection 0.900 (0.880 to 0.918) 0.871 (0.851 to 0.889)')
    expect(withChecks).not.toContain('secret-case')

    const comparison = { ...checked.locked_test!.comparison, method: 'patient-bootstrap', p: null } as const
    const resampled = report({
      locked_test: {
        ...checked.locked_test!,
        comparison: { ...comparison, not_delong: 'several-cases-per-patient' },
      },
    })
    expect(textOf(resampled)).toMatch(
      /The interval is from resampling patients, without a p: some patients have/,
    )
    expect(resampled).not.toMatch(/interval [^)]*\); p/)
  })

  test('R3: more than one look at the locked cases is counted, with why that matters', () => {
    const looked = (looks: number): string =>
      textOf(reportHtml({ results: checked, wordNotice: () => '', looks }))
    expect(looked(1)).toContain('this is one look at cases')
    expect(looked(1)).not.toContain('times: whoever')
    expect(looked(3)).toContain(
      'The kept runs have looked at these cases 3 times: whoever changes settings after a look chooses by them',
    )
    expect(looked(3)).not.toContain('one look')
  })

  test('says plainly that the pipeline is not at chance with shuffled labels, and how that was judged', () => {
    const text = checkOf('Check with shuffled labels')
    expect(text).toMatch(
      /^ ?NOT at chance: with shuffled labels AUROC is 0.723 with the projection, where 0.5/,
    )
    expect(text).toContain('do not trust')
    expect(text).toContain('99 % interval of its mean')
    expect(text).toContain('Contrastive projection 0.723 0.700 to 0.740 0.672 to 0.773 2 not at chance')
    expect(text).toContain('No projection 0.500 0.480 to 0.520 0.467 to 0.533 0 at chance')
    const well = { ...checked.label_shuffle!, verdict: 'at chance' } as const
    expect(textOf(report({ label_shuffle: well }))).toContain('At chance: with shuffled labels AUROC is')
    expect(page).not.toContain('shuffled labels')
    expect(page).not.toContain('Locked test set')
  })

  test('speaks of all modalities everywhere else, and of neither where the run has neither', () => {
    expect(page).not.toContain('What each modality brings')
    expect(page).not.toContain('By what is missing')
    const own = /<h4>(What each modality brings|By what is missing)<\/h4>[\s\S]*?<\/section>/g
    const patterns = /<table>\s*<caption>\s*Modalities that the cases have[\s\S]*?<\/table>/
    const rest = textOf(
      more.replaceAll(own, '').replace(patterns, '<p>All cases have the same modalities.</p>'),
    )
    // 12e names the ablation's test
    const same = rest
      .replace('study.ablation true', 'study.ablation false')
      .replace(' and fewer modalities against all', '')
    expect(same).toBe(text)
  })

  test('survives results without a value', () => {
    const comparison = {
      ...results.comparison, a: null, b: null, difference: null, ci95: null, p: null, verdict: 'no benefit', pairs: 0, undefined_pairs: 2,
    } as const // prettier-ignore
    const empty = report({ summary: [], comparison })
    expect(empty).toContain('No value is defined.')
    expect(empty).not.toMatch(/NaN|undefined<|null/)
  })
})
