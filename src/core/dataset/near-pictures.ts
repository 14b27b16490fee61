import type { YieldToLoop } from '../steps.ts'
import type { ImageModality } from './dataset.ts'
import { createDisjointSets } from './disjoint-sets.ts'
import { areOfDifferentPatients, casesOfContents, collectContents } from './shared-contents.ts'

/**
 * Pictures look alike where their hashes differ in at most so many of the 64 bits. Measured with the hash of low frequencies
 * (DCT) on 575 chest radiographs of 313 patients: copies that were compressed again, halved or brightened differ in 0 to 2
 * bits, nine in ten of those with more contrast in at most 4. 14 cases, in 7 groups, have a look-alike of another patient
 * within 4 bits that is not the same file, and all are copies; within 8 bits 51 cases, in 20 groups, most of them different:
 * radiographs are taken in one posture, and two patients' are closer than any two pictures (32). See decision 19.
 */
export const nearBits = 4
/** One more than `nearBits`: where at most 4 bits differ, one of 5 bands is the same. */
const bands = nearBits + 1
const bandBits = Math.floor(64 / bands)

export interface NearPictures {
  /** Cases that hold the same picture, to the byte, as a case of another patient; one group a picture. */
  readonly same: readonly Int32Array[]
  /** Cases with a picture that looks like another one of another patient; what looks like one of a group is in it. */
  readonly near: readonly Int32Array[]
}

/**
 * Copies and near-copies of pictures across patients; only those whose hashes agree in a band are compared.
 * @param hashes the perceptual hash of each content key; a picture without one is compared by its key alone, and so is one that is
 *   nearly blank: its hash, almost all 0 or all 1, is like that of every other such picture
 */
export async function findNearPictures(
  patientIds: readonly string[],
  { pictures }: Pick<ImageModality, 'pictures'>,
  hashes: ReadonlyMap<string, string>,
  yieldToLoop?: YieldToLoop,
): Promise<NearPictures> {
  const found = collectContents(pictures, patientIds)
  const contents = [...found.values()]
  const parsed = [...found.keys()].map((key) => parseHash(hashes.get(key)))
  const near = createDisjointSets(contents.length)
  const index = Array.from({ length: bands }, () => new Map<number, number[]>())
  for (const [x, hash] of parsed.entries()) {
    if (!hash) continue
    hash.bands.forEach((band, b) => {
      const holders = index[b]!.get(band) ?? []
      for (const y of holders) {
        if (distance(hash, parsed[y]!) > nearBits) continue
        if (areOfDifferentPatients(contents[x]!, contents[y]!)) near.join(x, y)
      }
      holders.push(x)
      index[b]!.set(band, holders)
    })
    await yieldToLoop?.()
  }
  return {
    same: contents.filter(({ patient }) => patient === null).map((content) => casesOfContents([content])),
    near: near.groups().map((group) => casesOfContents(group.map((x) => contents[x]!))),
  }
}

interface Hash {
  readonly high: number
  readonly low: number
  readonly bands: readonly number[]
}

/** null where there is none, or where it tells nothing. */
function parseHash(digits: string | undefined): Hash | null {
  if (digits === undefined) return null
  const high = parseInt(digits.slice(0, 8), 16)
  const low = parseInt(digits.slice(8), 16)
  const ones = countOnes(high) + countOnes(low)
  if (ones <= nearBits || ones >= 64 - nearBits) return null
  const bits = BigInt(`0x${digits}`)
  const bandOf = (b: number): number => Number(BigInt.asUintN(bandBits, bits >> BigInt(b * bandBits)))
  return { high, low, bands: Array.from({ length: bands }, (_, b) => bandOf(b)) }
}

const distance = (a: Hash, b: Hash): number => countOnes(a.high ^ b.high) + countOnes(a.low ^ b.low)

/** Ones among 32 bits. */
function countOnes(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
