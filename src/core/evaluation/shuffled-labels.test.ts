import { describe, expect, test } from 'vitest'
import { shuffledLabels } from './shuffled-labels.ts'

const all = (n: number): Int32Array => Int32Array.from(Array(n).keys())
const sequences = (y: Int32Array, groups: Int32Array): string[] =>
  [...new Set(groups)].map((patient) => y.filter((_, i) => groups[i] === patient).join(''))

describe('labels dealt to other patients', () => {
  test('R1: sequences stay whole where all patients have equally many cases', () => {
    const groups = Int32Array.from({ length: 90 }, (_, i) => i % 30)
    const y = Int32Array.from({ length: 90 }, (_, i) => (i % 30 < 10 ? Number(i >= 30) : i % 2))
    const shuffled = shuffledLabels({ y, groups }, all(90), 42, 0)
    expect(sequences(shuffled, groups).toSorted()).toEqual(sequences(y, groups).toSorted())
    expect(sequences(shuffled, groups)).not.toEqual(sequences(y, groups))
  })

  test('every class keeps its count, whatever the patients’ numbers of cases', () => {
    const groups = Int32Array.from([0, 0, 0, 0, 1, 1, 2, 3, 3, 3, 4, 5])
    const y = Int32Array.from([0, 0, 1, 1, 2, 2, 2, 0, 0, 0, 1, 2])
    for (let permutation = 0; permutation < 20; permutation++)
      expect(shuffledLabels({ y, groups }, all(12), 1, permutation).toSorted()).toEqual(y.toSorted())
  })

  test('R12: seed and permutation decide; the labels of other cases, and those given, stay', () => {
    const groups = all(60)
    const y = Int32Array.from({ length: 60 }, (_, i) => i % 3)
    const before = y.slice()
    const some = all(60).subarray(0, 40)
    const deal = (seed: number, permutation: number): number[] => [
      ...shuffledLabels({ y, groups }, some, seed, permutation),
    ]
    expect(deal(1, 0)).toEqual(deal(1, 0))
    expect(deal(1, 0)).not.toEqual(deal(1, 1))
    expect(deal(1, 0)).not.toEqual(deal(2, 0))
    expect(deal(1, 0).slice(40)).toEqual([...y.subarray(40)])
    expect(y).toEqual(before)
  })

  test('who has many cases is not told by the dealt labels', () => {
    // Patients of class 1 have four cases each, those of class 0 one: no trace of that is left on average.
    const groups = Int32Array.from({ length: 100 }, (_, i) => (i < 60 ? i : 60 + Math.floor((i - 60) / 4)))
    const y = groups.map((patient) => Number(patient >= 60))
    let ofMany = 0
    for (let permutation = 0; permutation < 200; permutation++)
      ofMany += shuffledLabels({ y, groups }, all(100), 7, permutation)
        .subarray(60)
        .reduce((sum, c) => sum + c, 0)
    // 40 of 100 cases are of class 1, so 16 of these 40 are expected
    expect(ofMany / 200).toBeGreaterThan(14)
    expect(ofMany / 200).toBeLessThan(18)
  })
})
