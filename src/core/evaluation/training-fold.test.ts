import { describe, expect, test } from 'vitest'
import { countSharedPatients } from '../dataset/folds.ts'
import { planUnits } from './plan.ts'
import { repeatedPatients, studyWith } from './testing/study.ts'
import { trainingFold } from './training-fold.ts'

describe('the inner split of a training fold', () => {
  const data = repeatedPatients(60, 2, 1)
  const units = planUnits({ data, study: studyWith({}) })

  test('R3: is the same for every projection of a fold, another for another fold and another seed', () => {
    const [none, pca, contrastive, otherFold] = units.map((unit) => trainingFold(unit, data, 42).inner)
    expect(units.slice(0, 4).map((unit) => unit.fold)).toEqual([0, 0, 0, 1])
    expect(pca).toEqual(none)
    expect(contrastive).toEqual(none)
    expect(otherFold).not.toEqual(none)
    expect(trainingFold(units[0]!, data, 43).inner).not.toEqual(none)
  })

  test('R1, R2: holds training rows only, each once, and parts no patient', () => {
    for (const unit of units) {
      const { cases, inner, groups } = trainingFold(unit, data, 42)
      const rows = [...inner.fit, ...inner.validation].sort((a, b) => a - b)
      expect(rows).toEqual([...cases.keys()])
      expect([...cases]).toEqual([...unit.train])
      expect(countSharedPatients(inner.fit, inner.validation, groups)).toBe(0)
      expect(inner.validation.length / cases.length).toBeCloseTo(0.2, 1)
    }
  })
})
