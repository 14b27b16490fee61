import { expect, test } from 'vitest'
import { predictionsOf } from '../../src/core/evaluation/predictions.ts'
import { modalityOf, runStudy, studyWith } from '../../src/core/evaluation/testing/study.ts'
import type { ExperimentData } from '../../src/core/evaluation/types.ts'
import { outOfFold, rankSuspects } from '../../src/core/explore/suspects.ts'
import { createRng } from '../../src/core/math/rng.ts'
import { loadStarter } from '../starter-image/embed.ts'
import { picturesAreHere, readPictures } from '../starter-image/testing/labelled-pictures.ts'

const here = picturesAreHere ? '' : ' (skipped: ../shared is not here)'
/** Of the labels are made wrong, each another class by chance. */
const share = 0.05
const seeds = [42, 1]

test.skipIf(!picturesAreHere)(
  `of wrong labels planted among blood cells, 80 % at least are among the first tenth of the suspects${here}`,
  { timeout: 120_000 },
  async () => {
    const { pictures, y: truth, groups } = await readPictures('bccd-cells')
    const X = await (await loadStarter()).embed(pictures)
    const n = truth.length
    const planted = Math.round(share * n)
    const caseIds = Array.from(truth, (_, i) => `cell ${i}`)
    const found: number[] = []
    for (const seed of seeds) {
      const rng = createRng(seed, 'planted labels')
      const wrong = new Set(rng.permutation(n).subarray(0, planted))
      const y = truth.map((c, i) => (wrong.has(i) ? (c + 1 + rng.int(2)) % 3 : c))
      const data: ExperimentData = {
        modalities: [modalityOf(X, 'picture')],
        y,
        classes: ['Platelets', 'RBC', 'WBC'],
        positive: null,
        groups,
      }
      const study = studyWith({
        preset: 'robust',
        projections: ['none'],
        validation: { folds: 5, repeats: 1, seed },
      })
      const results = await runStudy(data, study)
      const predictions = results.flatMap((result) => predictionsOf(result, data, caseIds))
      const procedure = { projection: 'none', fusion: 'single', classifier: 'lr' } as const
      const suspects = rankSuspects(outOfFold(predictions, procedure, { caseIds, ...data }), y, 3, null)
      expect(suspects).toHaveLength(n)
      const first = suspects.slice(0, Math.round(n / 10))
      found.push(first.filter(({ caseIndex }) => wrong.has(caseIndex)).length / planted)
    }
    expect(Math.min(...found)).toBeGreaterThanOrEqual(0.8)
  },
)
