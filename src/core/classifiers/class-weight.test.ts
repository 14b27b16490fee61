import { describe, expect, test } from 'vitest'
import { classWeights } from './class-weight.ts'

const y = Int32Array.of(0, 0, 0, 0, 0, 0, 2, 2, 3)

describe('class weights', () => {
  test('balanced: n / (k n_c) over the classes that occur, as compute_class_weight says', () => {
    expect([...classWeights(y, 5, 'balanced')]).toEqual([9 / 18, 1, 9 / 6, 9 / 3, 1])
  })

  test('balanced rows of every class count alike, all together n', () => {
    const weights = classWeights(y, 5, 'balanced')
    const sums = [0, 2, 3].map((c) => y.filter((of) => of === c).length * weights[c]!)
    expect(sums).toEqual([3, 3, 3])
  })

  test('R6: none is asked for, none is given', () => {
    expect([...classWeights(y, 5, null)]).toEqual([1, 1, 1, 1, 1])
  })
})
