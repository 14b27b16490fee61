import { describe, expect, it } from 'vitest'
import { createRng } from '../math/rng.ts'
import { findNearPictures, nearBits } from './near-pictures.ts'

const toHex = (bits: readonly number[]): string =>
  BigInt(`0b${bits.join('')}`)
    .toString(16)
    .padStart(16, '0')

/** A case a hash, each of a patient of its own. */
const near = async (hashes: readonly string[]): Promise<number[][]> => {
  const keys = hashes.map((_, i) => `key ${i}`)
  const found = await findNearPictures(
    keys.map((_, i) => `p${i}`),
    { pictures: keys.map((key) => [key]) },
    new Map(keys.map((key, i) => [key, hashes[i]!])),
  )
  return found.near.map((group) => [...group])
}

describe('findNearPictures', () => {
  it('R1: joins hashes that differ in up to 4 bits, wherever these lie, and none that differ in 5', async () => {
    const rng = createRng(42, 'hashes')
    for (let trial = 0; trial < 200; trial++) {
      const bits = Array.from({ length: 64 }, () => rng.int(2))
      // well away from blank, whatever is flipped
      for (let i = 0; i < 20; i++) bits[i] = i % 2
      const flipped = (n: number): string => {
        const at = new Set(rng.permutation(64).slice(0, n))
        return toHex(bits.map((bit, i) => (at.has(i) ? 1 - bit : bit)))
      }
      expect(await near([toHex(bits), flipped(nearBits)])).toEqual([[0, 1]])
      expect(await near([toHex(bits), flipped(nearBits + 1)])).toEqual([])
    }
  })

  it('does not take blank pictures for copies of each other, or of everything', async () => {
    const blank = ['0000000000000000', '0000000000000001', 'ffffffffffffffff', 'fffffffffffffffe']
    expect(await near([...blank, '00000000000001ff'])).toEqual([])
  })

  it('R1: tells the same picture under two patients, and lets one patient have it twice', async () => {
    const pictures = [['a'], ['b', 'a'], ['c'], ['c'], []]
    const patients = ['p1', 'p2', 'p3', 'p3', 'p4']
    const { same, near: alike } = await findNearPictures(patients, { pictures }, new Map())
    expect(same).toEqual([Int32Array.of(0, 1)])
    expect(alike).toEqual([])
  })

  it('says nothing of look-alikes of one patient', async () => {
    const hashes = new Map([
      ['a', '0123456789abcdef'],
      ['b', '0123456789abcdee'],
    ])
    const found = await findNearPictures(['p1', 'p1'], { pictures: [['a'], ['b']] }, hashes)
    expect(found).toEqual({ same: [], near: [] })
  })
})
