import { describe, expect, test } from 'vitest'
import { createRng } from '../../math/rng.ts'
import { prepareAll } from './prepare-all.ts'
import { metrics } from './registry.ts'
import type { Scored } from './metric.ts'

function scoredOf(classes: number, positive: number | null): Scored {
  const rng = createRng(1, 'prepare all')
  const rows = 60
  const data = new Float64Array(rows * classes)
  for (let i = 0; i < rows; i++) {
    const draws = Array.from({ length: classes }, () => rng.next())
    const sum = draws.reduce((a, b) => a + b, 0)
    draws.forEach((draw, c) => (data[i * classes + c] = draw / sum))
  }
  return { y: Int32Array.from({ length: rows }, () => rng.int(classes)), proba: { rows, cols: classes, data }, positive } // prettier-ignore
}

describe.each([
  ['two classes', scoredOf(2, 1)],
  ['several classes', scoredOf(4, null)],
])('%s: all metrics at once', (_, scored) => {
  const rng = createRng(2, 'weights')
  test.each([
    ['every row once', new Float64Array(60).fill(1)],
    ['resampled', Float64Array.from({ length: 60 }, () => rng.int(3))],
    ['one class only', Float64Array.from(scored.y, (c) => Number(c === 0))],
    ['no row', new Float64Array(60)],
  ])('%s: what each gives by itself, to the bit', (_, weights) => {
    expect(prepareAll(metrics, scored)(weights)).toEqual(metrics.map((m) => m.prepare(scored)(weights)))
  })
})
