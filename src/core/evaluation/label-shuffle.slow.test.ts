import { beforeAll, describe, expect, test } from 'vitest'
import { useCpuBackend } from '../projection/testing/cpu-backend.ts'
import { evaluateUnit } from './evaluate-unit.ts'
import { labelShuffleOf } from './label-shuffle.ts'
import { planUnits } from './plan.ts'
import { summarise } from './summarise.ts'
import {
  projectedBeforeTheSplit,
  randomLabels,
  repeatedPatients,
  runStudy,
  smallSettings,
  studyWith,
  type VectorData,
} from './testing/study.ts'
import type { ExperimentData, LabelShuffle, Unit, UnitResult } from './types.ts'

beforeAll(useCpuBackend)

const study = studyWith({
  label_shuffle: true,
  projections: ['none', 'contrastive'],
  classifiers: ['lr', 'knn'],
  validation: { folds: 2, repeats: 1, seed: 42 },
})

/** Cases whose labels are easy to learn, as long as they are theirs. */
function telling(n: number): VectorData {
  const data = randomLabels(n, 16, 3)
  const { X } = data.modalities[0]!
  data.y.forEach((c, i) => (X.data[i * 16] = X.data[i * 16]! + 3 * c))
  return data
}

const check = (results: readonly UnitResult[]): LabelShuffle => labelShuffleOf(results, study)!

describe('the label-shuffle check', () => {
  test('is at chance where the labels are easy to learn and nothing leaks', async () => {
    const data = telling(120)
    const results = await runStudy(data, study)
    const shuffle = check(results)
    expect(shuffle).toMatchObject({ verdict: 'at chance', chance: 0.5, metric: 'auroc', classifier: 'lr' })
    expect(shuffle.procedures.map(({ projection }) => projection)).toEqual(['contrastive', 'none'])
    for (const { values, mean, range, ci99 } of shuffle.procedures) {
      expect(values).toHaveLength(5)
      expect(Math.abs(mean! - 0.5)).toBeLessThan(0.1)
      expect(range![0]).toBe(Math.min(...(values as number[])))
      expect(ci99![0]).toBeLessThan(0.5)
    }

    // R9: nothing of it is among the cells and predictions of the cross-validation
    const ids = Array.from(data.y, String)
    const { label_shuffle, ...rest } = summarise(results, data, study, ids)
    expect(label_shuffle).toEqual(shuffle)
    const plain = { ...study, label_shuffle: false }
    expect(summarise(await runStudy(data, plain), data, plain, ids)).toEqual(rest)
  }, 60_000)

  test('R1: patients of several cases that are alike are at chance too', async () => {
    expect(check(await runStudy(repeatedPatients(120, 8, 2), study)).verdict).toBe('at chance')
  }, 60_000)

  test('R2: finds a projection that was fitted on all cases before the split', async () => {
    const data = randomLabels(120, 32, 1)
    const leaky: UnitResult[] = []
    for (const unit of planUnits({ data, study })) {
      if (unit.check?.kind !== 'label-shuffle') continue
      const shuffled = { ...data, y: unit.check.y }
      const set = unit.projection === 'contrastive' ? await projectedBeforeTheSplit(shuffled) : data
      leaky.push(await evaluate({ ...unit, projection: 'none' }, set, unit))
    }
    const { verdict, procedures } = check(leaky)
    expect(verdict).toBe('not at chance')
    expect(procedures.map((one) => [one.projection, one.verdict])).toEqual([
      ['contrastive', 'not at chance'],
      ['none', 'at chance'],
    ])
    expect(procedures[0]!.mean).toBeGreaterThan(0.7)
    expect(procedures[0]!.ci99![1]).toBeLessThanOrEqual(1)
  }, 120_000)
})

const evaluate = async (unit: Unit, data: ExperimentData, named: Unit): Promise<UnitResult> => ({
  ...(await evaluateUnit(unit, data, smallSettings, { seed: 42, classifiers: [], now: () => 0 })),
  unit: named,
})
