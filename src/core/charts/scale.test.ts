import { describe, expect, it } from 'vitest'
import { linearScale } from './scale.ts'

describe('linearScale', () => {
  it('puts round ticks around the extent and maps its ends to the range', () => {
    const scale = linearScale([0.713, 0.894], [0, 100])
    expect(scale.ticks).toEqual([0.7, 0.75, 0.8, 0.85, 0.9])
    expect(scale.decimals).toBe(2)
    expect(scale.at(0.7)).toBeCloseTo(0)
    expect(scale.at(0.9)).toBeCloseTo(100)
  })
  it('widens an extent without width instead of dividing by zero', () => {
    const scale = linearScale([0.5, 0.5], [0, 10])
    expect(scale.at(0.5)).toBeCloseTo(5)
  })
})
