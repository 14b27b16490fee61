import { expect, test } from 'vitest'
import { abstractsAreHere, readAbstracts } from './testing/abstracts.ts'
import { loadStarter } from './testing/embed.ts'
import { judge } from './testing/judge.ts'

/** The bar that docs/decisions/0003-starter-text.md sets. */
const bar = { f1Macro: 0.545, auroc: 0.825 }

test.skipIf(!abstractsAreHere)(
  `the shipped encoder tells medical abstracts apart as well as its bar${
    abstractsAreHere ? '' : ' (skipped: ../shared is not here)'
  }`,
  { timeout: 120_000 },
  async () => {
    const { texts, y, classes } = await readAbstracts()
    expect(texts).toHaveLength(2888)
    const encoder = await loadStarter()
    const verdict = judge({ X: await encoder.embed(texts), y, classes, groups: Int32Array.from(y.keys()) })
    expect(verdict.f1Macro).toBeGreaterThanOrEqual(bar.f1Macro)
    expect(verdict.auroc).toBeGreaterThanOrEqual(bar.auroc)
  },
)
