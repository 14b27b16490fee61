import { describe, expect, test } from 'vitest'
import type { ExperimentData, Unit } from '../core/evaluation/types.ts'
import { availableKinds } from '../core/math/kernel-kind.ts'
import { matrix } from '../core/math/matrix.ts'
import { createRng } from '../core/math/rng.ts'
import { robust } from '../core/projection/presets.ts'
import type { EpochReport } from '../core/projection/projection.ts'
import { createStudyEngine } from './study-engine.ts'
import { startTrainer } from './study-trainer.ts'

const n = 60
const rng = createRng(1, 'study engine test')
const X = matrix(n, 6)
X.data.forEach((_, i) => void (X.data[i] = rng.normal() + (Math.floor(i / 6) % 2)))
const cases = Int32Array.from({ length: n }, (_, i) => i)
const data: ExperimentData = {
  modalities: [{ name: 'note', X, present: new Uint8Array(n).fill(1) }],
  y: cases.map((i) => i % 2),
  classes: ['a', 'b'],
  positive: 1,
  groups: cases,
}
const unit: Unit = {
  repeat: 0,
  fold: 0,
  projection: 'contrastive',
  fusion: 'single',
  train: cases.subarray(0, 45),
  test: cases.subarray(45),
}
const settings = {
  settings: { ...robust, contrastive: { ...robust.contrastive, hidden: 4, output: 4, epochs: 3 } },
  seed: 42,
  classifiers: ['lr'],
}

async function startedEngine() {
  const engine = createStudyEngine(startTrainer)
  const kind = availableKinds()[0]
  expect(await engine.init('wasm', data)).toEqual({ backend: 'wasm', adapter: '', threads: 1, trainer: kind })
  return engine
}

describe('evaluating units in a worker', () => {
  test('[R12] the same unit gives the same cells in every worker', async () => {
    const results = []
    for (const engine of [await startedEngine(), await startedEngine()])
      results.push(await engine.evaluate(unit, settings, () => {}))
    const [first, second] = results
    expect(second!.proba).toEqual(first!.proba)
    expect(second!.cells.map(({ metrics }) => metrics)).toEqual(first!.cells.map(({ metrics }) => metrics))
    expect(first!.proba.lr).toMatchObject({ rows: 15, cols: 2 })
  })

  test('every epoch is told, and a page that never answers does not hold up the training', async () => {
    const engine = await startedEngine()
    const told: EpochReport[] = []
    const result = await engine.evaluate(unit, settings, (epoch) => {
      told.push(epoch)
      return new Promise(() => {}) as unknown as void
    })
    expect(told.length).toBeGreaterThan(3)
    expect(told).toEqual(result.epochs)
  })
})

test('[R10] held-out cases, their map and the pairs that are alike come from the same data', async () => {
  const engine = await startedEngine()
  const X = await engine.heldOut(unit, settings, () => {})
  expect([X.rows, X.cols]).toEqual([15, 4])
  const passes: number[] = []
  const map = await engine.layout(matrix(20, 2), 'umap', 1, (done) => passes.push(done))
  expect([map.rows, passes.length]).toEqual([20, 500])
  expect((await engine.nearestPairs(5)).map(({ modality, pairs }) => [modality, pairs.length])).toEqual([
    ['note', 5],
  ])
})
