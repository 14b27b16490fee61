import { expect, test } from 'vitest'
import { judge, type Verdict } from '../starter/judge.ts'
import { loadStarter } from './embed.ts'
import { picturesAreHere, readPictures, type PictureSet } from './testing/labelled-pictures.ts'

/** The bars that docs/decisions/0010-starter-image.md sets, as means: one draw of the folds moves F1 by up to 0.007. */
const bars: readonly [PictureSet, number, Verdict][] = [
  ['bccd-cells', 750, { f1Macro: 0.99, auroc: 0.995 }],
  ['pneumoniamnist-28', 624, { f1Macro: 0.909, auroc: 0.973 }],
]
const seeds = [42, 1, 2]

test.skipIf(!picturesAreHere).each(bars)(
  `the shipped encoder tells the classes of %s apart as well as its bar${
    picturesAreHere ? '' : ' (skipped: ../shared is not here)'
  }`,
  { timeout: 120_000 },
  async (name, count, bar) => {
    const { pictures, ...labels } = await readPictures(name)
    expect(pictures).toHaveLength(count)
    const encoder = await loadStarter()
    const labelled = { X: await encoder.embed(pictures), ...labels }
    const verdicts = seeds.map((seed) => judge(labelled, seed))
    const mean = (metric: keyof Verdict) => verdicts.reduce((sum, v) => sum + v[metric], 0) / seeds.length
    expect(mean('f1Macro')).toBeGreaterThanOrEqual(bar.f1Macro)
    expect(mean('auroc')).toBeGreaterThanOrEqual(bar.auroc)
  },
)
