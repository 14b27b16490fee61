import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { ablated, results } from '../../core/report/testing/results.ts'
import { AblationResults } from './ablation-results.tsx'
import { PairedResults } from './paired-results.tsx'

const textOf = (page: string): string => page.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const rowsOf = (page: string): string[] =>
  [...page.matchAll(/<tr>[\s\S]*?<\/tr>/g)].map(([row]) => textOf(row).trim())

describe('every projection against none', () => {
  const ofLoss = { ...results, comparison: { ...results.comparison, metric: 'log_loss' } }

  test('no projection stands first, with what the others differ by and on how many folds', () => {
    const rows = rowsOf(renderToStaticMarkup(<PairedResults results={ofLoss} />))
    expect(rows[1]).toMatch(/^Logistic regression No projection 0\.452 0\.432 to 0\.470$/)
    expect(rows[2]).toMatch(/^Contrastive 0\.432 0\.412 to 0\.450 0\.000 .* 2 1\.000$/)
  })

  test('R13: a fold without a value on a side is no pair, and told', () => {
    const rows = rowsOf(renderToStaticMarkup(<PairedResults results={results} />))
    expect(rows[2]).toMatch(/\+0\.030 1; no value in 1 –$/)
  })

  test('says whether more or less is better', () => {
    const headings = (run: typeof results): string =>
      rowsOf(renderToStaticMarkup(<PairedResults results={run} />))[0]!
    expect(headings(ofLoss)).toContain('Mean lower is better')
    expect(headings(results)).toContain('Mean higher is better')
    const slope = { ...results, comparison: { ...results.comparison, metric: 'calibration_slope' } }
    expect(headings(slope)).not.toContain('is better')
  })
})

test('an ablation is shown the same way, all modalities first', () => {
  const rows = rowsOf(renderToStaticMarkup(<AblationResults results={ablated} />))
  expect(rows.slice(1).map((row) => row.replace(/ [\d−+].*/, ''))).toEqual([
    'Contrastive All',
    'Only “&lt;i&gt;notes”',
    'No projection All',
    'Only “&lt;i&gt;notes”',
    'Only “table”',
  ])
  expect(rows[4]).toMatch(/ 2 0\.326$/)
})
