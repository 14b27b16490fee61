import type { YieldToLoop } from '../steps.ts'
import type { TextColumn } from './dataset.ts'
import { createDisjointSets } from './disjoint-sets.ts'
import { areOfDifferentPatients, casesOfContents, collectContents } from './shared-contents.ts'
import { sharesAtLeast, shinglesOf } from './shingles.ts'

/**
 * Two texts are near-duplicates from this share of common five-word runs (Jaccard): one word changed in twenty, or twelve
 * in two hundred, far apart, still reaches it; two notes that were written separately share a few runs in a hundred.
 */
export const nearShare = 0.5
/** Texts of fewer runs (twelve words) are compared as a whole only: set phrases would look like copies. */
const fewestShingles = 8
/** Each run of words is looked up in the last so many texts that hold it, so that a form letter stays affordable. */
const lookedUp = 32

export interface NearTexts {
  /** Cases that have nearly the same text as a case of another patient; near-duplicates of near-duplicates are together. */
  readonly groups: readonly Int32Array[]
  /** A run of words was in so many texts that some were not compared: there may be more. */
  readonly capped: boolean
}

/**
 * Near-duplicate texts across patients. Texts that are the same to the letter are one text here. Exact but for
 * `lookedUp`: by prefix filtering (Bayardo 2007) two near-duplicates share one of their rarest runs of words, so only
 * texts that do are compared, and those by their whole sets.
 */
export async function findNearTexts(
  patientIds: readonly string[],
  { values }: Pick<TextColumn, 'values'>,
  yieldToLoop?: YieldToLoop,
): Promise<NearTexts> {
  const texts = collectContents(
    values.map((value) => (value === null ? [] : [value])),
    patientIds,
  )
  const contents = [...texts.values()]
  const sets: Uint32Array[] = []
  for (const text of texts.keys()) {
    const shingles = shinglesOf(text)
    sets.push(shingles.length < fewestShingles ? new Uint32Array() : shingles)
    await yieldToLoop?.()
  }

  const counts = countShingles(sets)
  const index = new Map<number, number[]>()
  const near = createDisjointSets(sets.length)
  const seenBy = new Int32Array(sets.length).fill(-1)
  let capped = false
  for (let x = 0; x < sets.length; x++) {
    for (const shingle of rarestShared(sets[x]!, counts)) {
      const holders = index.get(shingle)
      if (!holders) {
        index.set(shingle, [x])
        continue
      }
      for (const y of holders) {
        if (seenBy[y] === x) continue
        seenBy[y] = x
        const isNew = near.find(x) !== near.find(y) && areOfDifferentPatients(contents[x]!, contents[y]!)
        if (isNew && sharesAtLeast(nearShare, sets[x]!, sets[y]!)) near.join(x, y)
      }
      capped ||= holders.length === lookedUp
      if (holders.length === lookedUp) holders.shift()
      holders.push(x)
    }
    await yieldToLoop?.()
  }
  return {
    groups: near.groups().map((group) => casesOfContents(group.map((x) => contents[x]!))),
    capped,
  }
}

interface ShingleCounts {
  /** In how many texts a shingle is, at most 255; may be too high, as several share a slot. */
  of(shingle: number): number
}

function countShingles(sets: readonly Uint32Array[]): ShingleCounts {
  const total = sets.reduce((sum, set) => sum + set.length, 0)
  // eight slots a shingle, 32 MB at most: most of those that are in one text only keep a slot of their own
  const shift = 32 - Math.min(25, Math.ceil(Math.log2(8 * total + 2)))
  const slots = new Uint8Array(2 ** (32 - shift))
  for (const set of sets)
    for (let i = 0; i < set.length; i++) {
      const slot = set[i]! >>> shift
      if (slots[slot]! < 255) slots[slot]!++
    }
  return { of: (shingle) => slots[shingle >>> shift]! }
}

/**
 * Those among the rarest shingles of a text, as many as a near-duplicate must have one of, that another text may hold.
 * The order (count, then hash) is the same for all texts.
 */
function rarestShared(set: Uint32Array, counts: ShingleCounts): number[] {
  const rarest = set.length - Math.ceil(nearShare * set.length) + 1
  const shared: number[] = []
  for (let i = 0; i < set.length; i++) if (counts.of(set[i]!) > 1) shared.push(set[i]!)
  const wanted = Math.max(0, rarest - (set.length - shared.length))
  if (set.length === 0 || wanted === 0) return []
  return shared.sort((a, b) => counts.of(a) - counts.of(b) || a - b).slice(0, wanted)
}
