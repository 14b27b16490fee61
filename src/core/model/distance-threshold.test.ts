import { expect, test } from 'vitest'
import { createRng } from '../math/rng.ts'
import { distanceThresholds, wantedFalseAlarms } from './distance-threshold.ts'

test('in one space it is the 95th percentile, counted as if there were one case more', () => {
  const hundred = Float64Array.from({ length: 100 }, (_, i) => 100 - i)
  // rank ceil(101 * 0.95) = 96; four cases lie beyond it
  expect(distanceThresholds([hundred])).toEqual({ distances: [96], falseAlarmRate: 0.04 })
})

test('in two spaces it is one case in twenty that lies beyond either, not in each', () => {
  const rng = createRng(1, 'distances')
  const draw = (): Float64Array => Float64Array.from({ length: 1000 }, () => rng.normal() ** 2)
  const spaces = [draw(), draw()]
  const { distances, falseAlarmRate } = distanceThresholds(spaces)
  const beyond = spaces.map((of, space) => of.filter((value) => value > distances[space]!).length)
  expect(falseAlarmRate).toBeLessThanOrEqual(wantedFalseAlarms)
  expect(falseAlarmRate).toBeGreaterThan(wantedFalseAlarms - 0.005)
  expect(beyond[0]).toBe(beyond[1])
  expect(beyond[0]! / 1000).toBeLessThan(0.04)
})

test('of too few cases the largest distance is the threshold', () => {
  expect(distanceThresholds([Float64Array.from([3, 1, 2])])).toEqual({ distances: [3], falseAlarmRate: 0 })
})
