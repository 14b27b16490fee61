import { expect, test } from 'vitest'
import { holm } from './holm.ts'

// by hand; the same as R's p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
test('R8: Holm’s correction multiplies the k-th smallest of m by m - k + 1, and never falls', () => {
  const corrected = holm([0.01, 0.04, 0.03, 0.005])
  ;[0.03, 0.06, 0.06, 0.02].forEach((p, i) => expect(corrected[i]).toBeCloseTo(p, 12))
})

test('a missing p is no comparison, and nothing exceeds 1', () => {
  expect(holm([null, 0.7, 0.6])).toEqual([null, 1, 1])
  expect(holm([null, 0.04])).toEqual([null, 0.04])
  expect(holm([])).toEqual([])
})
