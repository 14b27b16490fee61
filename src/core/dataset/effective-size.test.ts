import { describe, expect, it } from 'vitest'
import { effectiveSize } from './effective-size.ts'

const size = (y: readonly number[], patients: string, classes = ['no', 'yes']) =>
  effectiveSize({ classes, y: Int32Array.from(y), patientIds: [...patients] })

describe('effectiveSize', () => {
  it('agrees with a calculation by hand, patients with two cases each', () => {
    // means 1, 0, ½ around ½: MSB = 2(¼ + ¼ + 0) / 2 = ½, MSW = ½ / 3; ICC = (½ − ⅙) / (½ + ⅙) = ½; 1 + (2 − 1) ½ = 1.5
    const found = size([1, 1, 0, 0, 1, 0], 'aabbcc')!
    expect(found.icc).toBeCloseTo(0.5, 12)
    expect(found.designEffect).toBeCloseTo(1.5, 12)
    expect(found.effective).toBeCloseTo(4, 12)
  })

  it('agrees with a calculation by hand, patients with 3, 1 and 2 cases', () => {
    // SSB = 3/9 + 4/9 + 2/36 = 5/6, MSB = 5/12; SSW = ½, MSW = ⅙; m₀ = (6 − 14/6) / 2 = 11/6
    // ICC = ¼ / (5/12 + 5/6 · ⅙) = 0.45; m = 14/6; 1 + (14/6 − 1) 0.45 = 1.6
    const found = size([1, 1, 1, 0, 1, 0], 'aaabcc')!
    expect(found.icc).toBeCloseTo(0.45, 12)
    expect(found.designEffect).toBeCloseTo(1.6, 12)
    expect(found.effective).toBeCloseTo(3.75, 12)
  })

  it('counts patients where all cases of a patient have one label, of however many classes', () => {
    const found = size([0, 0, 1, 1, 2, 2], 'aabbcc', ['x', 'y', 'z'])!
    expect(found.icc).toBeCloseTo(1, 12)
    expect(found.effective).toBeCloseTo(3, 12)
  })

  it('counts every case where labels within a patient differ more than between patients', () => {
    expect(size([0, 1, 0, 1], 'aabb')).toEqual({ icc: 0, designEffect: 1, effective: 4 })
  })

  it('has nothing to say of one case a patient, or of one patient', () => {
    expect(size([0, 1, 0], 'abc')).toBeNull()
    expect(size([0, 1, 0], 'aaa')).toBeNull()
  })
})
