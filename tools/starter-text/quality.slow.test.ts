import { expect, test } from 'vitest'
import { abstractsAreHere, readAbstracts } from './testing/abstracts.ts'
import { loadStarter } from './embed.ts'
import { judge, type Verdict } from '../starter/judge.ts'

/** The bar that docs/decisions/0003-starter-text.md sets, as a mean: one draw of the folds moves F1 by 0.005. */
const bar = { f1Macro: 0.545, auroc: 0.825 }
const seeds = [42, 1, 2]

test.skipIf(!abstractsAreHere)(
  `the shipped encoder tells medical abstracts apart as well as its bar${
    abstractsAreHere ? '' : ' (skipped: ../shared is not here)'
  }`,
  { timeout: 120_000 },
  async () => {
    const { texts, y, classes } = await readAbstracts()
    expect(texts).toHaveLength(2888)
    const encoder = await loadStarter()
    const labelled = { X: await encoder.embed(texts), y, classes, groups: Int32Array.from(y.keys()) }
    const verdicts = seeds.map((seed) => judge(labelled, seed))
    const mean = (metric: keyof Verdict) => verdicts.reduce((sum, v) => sum + v[metric], 0) / seeds.length
    expect(mean('f1Macro')).toBeGreaterThanOrEqual(bar.f1Macro)
    expect(mean('auroc')).toBeGreaterThanOrEqual(bar.auroc)
  },
)
