import { describe, expect, it } from 'vitest'
import { unitKey } from '../core/evaluation/plan.ts'
import type { Unit, UnitResult } from '../core/evaluation/types.ts'
import { robust } from '../core/projection/presets.ts'
import type { ProjectionName } from '../core/projection/projection.ts'
import type { Evaluator } from '../engine/client.ts'
import { runUnits, secondsLeft } from './run-units.ts'

const unit = (fold: number, projection: ProjectionName): Unit => ({
  repeat: 0,
  fold,
  projection,
  fusion: 'single',
  train: Int32Array.of(0, 1),
  test: Int32Array.of(2),
})
const resultOf = (of: Unit, train: number, classify = 0): UnitResult => ({
  unit: of,
  cells: [],
  proba: {},
  inner: null,
  epochs: [],
  details: {},
  seconds: { train, classify },
})
const units = [0, 1, 2].flatMap((fold) => (['none', 'contrastive'] as const).map((name) => unit(fold, name)))

/** Finishes a unit as soon as it is asked to, and keeps note of the order. */
function fakeEvaluator(order: string[]): Evaluator {
  return {
    environment: { backend: 'wasm', adapter: '', threads: 1, trainer: 'simd' },
    evaluate: async (of) => {
      order.push(unitKey(of))
      return resultOf(of, 1)
    },
    summarise: () => Promise.reject(new Error('not asked for')),
    fitFinalModel: () => Promise.reject(new Error('not asked for')),
    terminate: () => undefined,
  }
}
const work = { settings: robust, seed: 1, classifiers: ['lr'], onEpoch: () => undefined }

describe('runUnits', () => {
  it.each([1, 2, 8])('evaluates every unit exactly once with %i evaluators', async (count) => {
    const order: string[] = []
    const finished: string[] = []
    const evaluators = Array.from({ length: count }, () => fakeEvaluator(order))
    await runUnits(evaluators, {
      ...work,
      units,
      onUnit: async (result) => void finished.push(unitKey(result.unit)),
    })
    expect([...order].sort()).toEqual(units.map(unitKey).sort())
    expect([...finished].sort()).toEqual(units.map(unitKey).sort())
  })

  it('starts the units that train first, so that none of them is left over at the end', async () => {
    const order: string[] = []
    await runUnits([fakeEvaluator(order)], { ...work, units, onUnit: async () => undefined })
    expect(order.map((key) => key.includes('contrastive'))).toEqual([true, true, true, false, false, false])
  })

  it('stops at the first failure instead of going on without that unit', async () => {
    const failing: Evaluator = { ...fakeEvaluator([]), evaluate: () => Promise.reject(new Error('lost')) }
    await expect(runUnits([failing], { ...work, units, onUnit: async () => undefined })).rejects.toThrow(
      'lost',
    )
  })

  it('R12: ends only when nothing is being stored any more, and stores nothing afterwards', async () => {
    const events: string[] = []
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    let arrive: (result: UnitResult) => void = () => undefined
    const late = new Promise<UnitResult>((resolve) => (arrive = resolve))
    const storing: Evaluator = fakeEvaluator([])
    const failing: Evaluator = { ...fakeEvaluator([]), evaluate: () => Promise.reject(new Error('lost')) }
    const slow: Evaluator = { ...fakeEvaluator([]), evaluate: () => late }
    const running = runUnits([storing, failing, slow], {
      ...work,
      units,
      onUnit: async (result) => {
        events.push(`storing ${unitKey(result.unit)}`)
        await held
        events.push('stored')
      },
    }).catch(() => void events.push('ended'))
    await turn()
    const begun = [...events]
    release()
    await running
    arrive(resultOf(units[5]!, 1))
    await turn()
    expect(begun).toEqual([expect.stringMatching('^storing')])
    expect(events).toEqual([...begun, 'stored', 'ended'])
  })
})

/** Lets everything happen that waits for nothing. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

describe('secondsLeft', () => {
  it('is unknown until a unit is done, then adds the mean time of each kind', () => {
    const finished = new Map<string, UnitResult>()
    expect(secondsLeft(units, finished, 1)).toBeNull()
    // three units of a kind that only classifies, 1 s, and two of 10 s
    finished.set(unitKey(units[1]!), resultOf(units[1]!, 9, 1))
    expect(secondsLeft(units, finished, 1)).toBe(23)
    finished.set(unitKey(units[0]!), resultOf(units[0]!, 2))
    // two units of 2 s and two of 10 s are left, on two workers
    expect(secondsLeft(units, finished, 2)).toBe(12)
  })

  it('takes units of a check for like those of the folds until one of them is finished', () => {
    const locked: Unit = { ...unit(0, 'contrastive'), check: { kind: 'locked-test' } }
    const another: Unit = { ...locked, fusion: 'per-modality' }
    const all = [...units, locked, another]
    const finished = new Map(units.map((of) => [unitKey(of), resultOf(of, 8, 2)]))
    expect(secondsLeft(all, finished, 1)).toBe(20)
    finished.set(unitKey(locked), resultOf(locked, 30, 2))
    expect(secondsLeft(all, finished, 1)).toBe(32)
  })
})
