import { describe, expect, test } from 'vitest'
import { comparison } from './testing/results.ts'
import { verdictSentence } from './verdict.ts'

describe('R9: the sentence shown first', () => {
  test('says help with both values, the difference and its interval', () => {
    expect(verdictSentence(comparison)).toBe(
      'The projection helps: AUROC 0.871 against 0.842, difference +0.029 (95 % interval +0.011 to +0.047).',
    )
  })

  test('says no benefit and harm as plainly', () => {
    const none = {
      ...comparison,
      a: 0.8453,
      difference: 0.003,
      ci95: [-0.0101, 0.0161],
      verdict: 'no benefit',
    } as const
    expect(verdictSentence(none)).toBe(
      'No benefit shown: AUROC 0.845 against 0.842, difference +0.003 (95 % interval −0.010 to +0.016).',
    )
    const harm = {
      ...comparison,
      a: 0.7,
      difference: -0.1423,
      ci95: [-0.22, -0.06],
      verdict: 'harms',
    } as const
    expect(verdictSentence(harm)).toBe(
      'The projection harms: AUROC 0.700 against 0.842, difference −0.142 (95 % interval −0.220 to −0.060).',
    )
  })

  test('says where lower is better', () => {
    const loss = {
      ...comparison, metric: 'log_loss', a: 0.43, b: 0.451, difference: -0.021, ci95: [-0.035, -0.007],
    } as const // prettier-ignore
    expect(verdictSentence(loss)).toBe(
      'The projection helps: log loss 0.430 against 0.451, difference −0.021 (95 % interval −0.035 to −0.007; lower is better).',
    )
  })

  test('names what is compared unless it is the projection against none', () => {
    expect(verdictSentence({ ...comparison, compare: ['contrastive', 'pca'] })).toMatch(
      /^The projection helps compared with PCA: /,
    )
    expect(verdictSentence({ ...comparison, compare: ['pca', 'none'] })).toMatch(/^PCA helps: /)
    expect(
      verdictSentence({ ...comparison, compare: ['pca', 'contrastive'], verdict: 'no benefit' }),
    ).toMatch(/^No benefit of PCA shown over the projection: /)
    expect(verdictSentence({ ...comparison, compare: ['none', 'contrastive'], verdict: 'harms' })).toMatch(
      /^No projection harms compared with the projection: /,
    )
  })

  test('says so where there is no interval, or nothing to compare', () => {
    const one = { ...comparison, ci95: null, p: null, verdict: 'no benefit', pairs: 1 } as const
    expect(verdictSentence(one)).toBe(
      'No benefit shown: AUROC 0.871 against 0.842, difference +0.029 (no interval from fewer than two folds).',
    )
    const nothing = { ...one, a: null, b: null, difference: null, pairs: 0 } as const
    expect(verdictSentence(nothing)).toBe(
      'No benefit shown: AUROC is undefined in every fold, so there is nothing to compare.',
    )
  })
})
