import { expect, test } from 'vitest'
import { planUnits } from '../evaluation/plan.ts'
import { repeatedPatients, studyWith } from '../evaluation/testing/study.ts'
import { cellOf } from '../evaluation/testing/cells.ts'
import type { LockedTest, Prediction } from '../evaluation/types.ts'
import { heldOutPlaces, lockedTest, placesByCase, testsPlace } from './held-out-places.ts'

const prediction = (id: string, repeat: number, fold: number): Prediction => ({
  case: id,
  repeat,
  fold,
  projection: 'pca',
  fusion: 'single',
  classifier: 'lr',
  proba: {},
})
const locked = { predictions: [{ case: 'l' }] } as unknown as LockedTest
const fold = (repeat: number, at: number) => ({ kind: 'fold', repeat, fold: at }) as const

test('the places of a run are its folds, each once, and the locked test set', () => {
  const cells = [
    cellOf({ projection: 'none', fold: 0 }),
    cellOf({ projection: 'pca', fold: 0 }),
    { ...cellOf({ projection: 'pca', fold: 1 }), fold_name: 'north' },
  ]
  expect(heldOutPlaces({ cells, locked_test: locked })).toEqual([
    { place: fold(0, 0), leftOut: null },
    { place: fold(0, 1), leftOut: 'north' },
    { place: lockedTest, leftOut: null },
  ])
  expect(heldOutPlaces({ cells: cells.slice(0, 2) })).toHaveLength(1)
})

test('[R10] a case is found where it was held out in this repeat, or locked away; elsewhere it is nowhere', () => {
  const predictions = [prediction('a', 0, 0), prediction('b', 0, 1), prediction('a', 1, 1)]
  const found = placesByCase({ predictions, locked_test: locked }, 0)
  expect(Object.fromEntries(found)).toEqual({ a: fold(0, 0), b: fold(0, 1), l: lockedTest })
  expect(Object.fromEntries(placesByCase({ predictions }, 1))).toEqual({ a: fold(1, 1) })
})

test('[R10] the unit of a place tests its cases and no others: what is fitted for it saw none of them', () => {
  const data = repeatedPatients(30, 6, 1)
  const study = studyWith({})
  const locking = { ...study.validation, test: { share: 0.2 } }
  const units = planUnits({ data, study: { ...study, validation: locking } })
  const sides = (at: Parameters<typeof testsPlace>[1]) =>
    units.filter((unit) => testsPlace(unit, at)).map((unit) => ({ train: unit.train, test: unit.test }))
  const [first] = sides(fold(0, 0))
  const [lockedUnit] = sides(lockedTest)
  expect(new Set(sides(fold(0, 0)).map(({ test: of }) => String(of))).size).toBe(1)
  expect([...first!.test].filter((i) => lockedUnit!.test.includes(i))).toEqual([])
  for (const { train, test: of } of [first!, lockedUnit!])
    expect([...of].filter((i) => train.includes(i))).toEqual([])
  // a fold's projection sees no locked case either
  expect([...lockedUnit!.test].filter((i) => first!.train.includes(i))).toEqual([])
})
