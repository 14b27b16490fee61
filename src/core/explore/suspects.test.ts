import { expect, test } from 'vitest'
import type { Prediction } from '../evaluation/types.ts'
import { createRng } from '../math/rng.ts'
import { outOfFold, rankSuspects } from './suspects.ts'

const procedure = { projection: 'none', fusion: 'single', classifier: 'lr' } as const
const prediction = (id: string, yes: number, more: Partial<Prediction> = {}): Prediction => ({
  case: id,
  repeat: 0,
  fold: 0,
  ...procedure,
  proba: { no: 1 - yes, yes },
  ...more,
})

test('probabilities are averaged over the repeats, of one procedure with all modalities', () => {
  const found = outOfFold(
    [
      prediction('b', 0.2),
      prediction('b', 0.6, { repeat: 1 }),
      prediction('a', 0.9),
      prediction('a', 0.1, { classifier: 'knn' }),
      prediction('a', 0.1, { projection: 'pca' }),
      prediction('a', 0.1, { modalities: ['text'] }),
      prediction('gone', 0.1),
    ],
    procedure,
    { caseIds: ['a', 'b', 'never predicted'], classes: ['no', 'yes'] },
  )
  expect([...found.cases]).toEqual([0, 1])
  expect([...found.proba].map((p) => Number(p.toFixed(6)))).toEqual([0.1, 0.9, 0.6, 0.4])
})

/** Worked out by hand: thresholds are 0.7 for class 0 (0.9, 0.9, 0.3) and 0.6 for class 1 (0.8, 0.4). */
const worked = {
  cases: Int32Array.from([0, 1, 2, 3, 4]),
  proba: Float64Array.from([0.9, 0.1, 0.9, 0.1, 0.3, 0.7, 0.2, 0.8, 0.6, 0.4]),
}
const y = Int32Array.from([0, 0, 0, 1, 1])

test('suspects are ranked by the margin above the thresholds of the classes (Northcutt et al. 2021)', () => {
  const suspects = rankSuspects(worked, y, 2, 1)
  const shown = suspects.map(({ caseIndex, margin }) => [caseIndex, Number(margin.toFixed(6))])
  // case 2: (0.3 - 0.7) - (0.7 - 0.6); case 4: (0.4 - 0.6) - (0.6 - 0.7)
  expect(shown.slice(0, 2)).toEqual([[2, -0.5], [4, -0.1]]) // prettier-ignore
  expect(shown.slice(2).map(([, margin]) => margin)).toEqual([0.7, 0.7, 0.7])
  expect(suspects[0]).toMatchObject({ given: 0, suggested: 1, selfConfidence: 0.3, suggestedConfidence: 0.7 })
})

test('only a case whose other class reaches its threshold is off the diagonal of the confident joint', () => {
  // case 4 would be called class 0 by its probability of 0.6, which is below the threshold of 0.7
  const off = rankSuspects(worked, y, 2, 1).filter(({ isConfident }) => isConfident)
  expect(off.map(({ caseIndex }) => caseIndex)).toEqual([2])
})

test('a class that no case is labelled with is not suggested', () => {
  const proba = Float64Array.from([0.5, 0.1, 0.4, 0.2, 0.5, 0.3])
  const suspects = rankSuspects({ cases: Int32Array.from([0, 1]), proba }, Int32Array.from([0, 1]), 3, null)
  expect(new Set(suspects.map(({ suggested }) => suggested))).toEqual(new Set([0, 1]))
})

test('wrong labels that were planted come first', () => {
  const rng = createRng(1, 'planted')
  const n = 400
  const truth = Int32Array.from({ length: n }, () => rng.int(3))
  const given = truth.map((c, i) => (i % 20 === 0 ? (c + 1) % 3 : c))
  const proba = new Float64Array(n * 3)
  truth.forEach((c, i) => {
    const sure = rng.uniform(0.4, 0.9)
    for (let j = 0; j < 3; j++) proba[i * 3 + j] = j === c ? sure : (1 - sure) / 2
  })
  const first = rankSuspects({ cases: Int32Array.from(truth.keys()), proba }, given, 3, null).slice(0, n / 10)
  expect(first.filter(({ caseIndex }) => caseIndex % 20 === 0)).toHaveLength(n / 20)
})
