import { expect, test } from 'vitest'
import { logit } from '../evaluation/metrics/calibration-line.ts'
import { modalityOf, normalMatrix, studyWith } from '../evaluation/testing/study.ts'
import type { Matrix } from '../math/matrix.ts'
import { createRng } from '../math/rng.ts'
import { fitFinalModel } from './fit-final-model.ts'
import { openModel, predictCases } from './predict-cases.ts'

const [dimensions, cases, probes, datasets] = [20, 300, 100, 16]

/** Two classes that four of twenty numbers tell a little. */
function draw(n: number, seed: number): { X: Matrix; y: Int32Array } {
  const rng = createRng(seed, 'coverage')
  const y = Int32Array.from({ length: n }, () => rng.int(2))
  const X = normalMatrix(n, dimensions, rng)
  for (let i = 0; i < n; i++) for (let j = 0; j < 4; j++) X.data[i * dimensions + j]! += 0.6 * y[i]!
  return { X, y }
}

test('the intervals hold, in about 95 of 100 cases, what models of other patients say on average', async () => {
  const probe = draw(probes, 999)
  const said: { logits: number[]; intervals: (readonly [number, number])[] }[] = []
  for (let seed = 0; seed < datasets; seed++) {
    const { X, y } = draw(cases, seed)
    const groups = Int32Array.from(y.keys())
    const model = await fitFinalModel(
      {
        experiment: { modalities: [modalityOf(X, 'x')], y, groups, classes: ['no', 'yes'], positive: 1 },
        folds: null,
        decimal: null,
        caseIds: Array.from(y, String),
        modalities: [],
        fingerprint: 'drawn',
      },
      studyWith({ preset: 'robust', validation: { folds: 5, repeats: 1, seed } }),
      { projection: 'none', fusion: 'single', classifier: 'lr', recalibration: 'platt' },
      { computedWith: { app: 'test', backend: 'none' } },
    )
    const predictions = await predictCases(openModel(model), [modalityOf(probe.X, 'x')])
    said.push({
      logits: predictions.map(({ proba }) => logit(proba[1]!)),
      intervals: predictions.map(({ intervals }) => intervals[1]!),
    })
  }
  let held = 0
  said.forEach(({ intervals }, own) =>
    intervals.forEach(([low, high], i) => {
      const others = said.filter((_, other) => other !== own).map(({ logits }) => logits[i]!)
      const truth = others.reduce((sum, value) => sum + value, 0) / others.length
      if (truth >= logit(low) && truth <= logit(high)) held++
    }),
  )
  const share = held / (datasets * probes)
  expect(share).toBeGreaterThan(0.92)
  expect(share).toBeLessThan(0.98)
})
