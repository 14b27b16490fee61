import { expect, test } from 'vitest'
import { probabilityBars } from './probability-bars.ts'

test('a bar is as long as its probability, its interval lies where its ends say, all within the width', () => {
  const bars = probabilityBars(
    [0.25, 0.75, 1.0000001],
    [
      [0.1, 0.4],
      [0.6, 0.9],
      [0.98765, 1],
    ],
  )
  expect(bars).toEqual([
    { width: 25, low: 10, high: 40 },
    { width: 75, low: 60, high: 90 },
    { width: 100, low: 98.8, high: 100 },
  ])
})
