import { wordsOf } from './words.ts'

/** Words that run together; the usual length for near-duplicate texts. */
const shingleWords = 5
/** Longer texts are compared by their first so many words: 10,000 of them stay within 80 MB. */
const longestText = 2_000

/**
 * Every run of five words of a text once, each as a hash of 32 bits, rising (Broder 1997). Case and punctuation do not
 * count. Empty for fewer than five words.
 */
export function shinglesOf(text: string): Uint32Array {
  const words = wordsOf(text)
  const hashes = Int32Array.from(words.slice(0, longestText), hashWord)
  const shingles = new Uint32Array(Math.max(0, hashes.length - shingleWords + 1))
  for (let i = 0; i < shingles.length; i++) {
    let run = 0
    for (let j = i; j < i + shingleWords; j++) run = mix(run ^ hashes[j]!)
    shingles[i] = run
  }
  return distinct(shingles.sort())
}

/** Whether two rising sets share this much of all that either holds: |a ∩ b| / |a ∪ b|. */
export function sharesAtLeast(share: number, a: Uint32Array, b: Uint32Array): boolean {
  // |a ∩ b| / (|a| + |b| − |a ∩ b|) ≥ share, solved for the intersection
  const needed = (share * (a.length + b.length)) / (1 + share)
  let shared = 0
  let i = 0
  let j = 0
  // as soon as too few are left, the rest need not be read
  while (i < a.length && j < b.length && shared + Math.min(a.length - i, b.length - j) >= needed) {
    const x = a[i]!
    const y = b[j]!
    if (x === y) shared++
    if (x <= y) i++
    if (y <= x) j++
  }
  return shared > 0 && shared >= needed
}

/** FNV-1a over the code units. */
function hashWord(word: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  return hash
}

/** The finaliser of MurmurHash3: every bit of the input changes about half of the output's. */
function mix(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

function distinct(sorted: Uint32Array): Uint32Array {
  let kept = 0
  for (let i = 0; i < sorted.length; i++)
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[kept++] = sorted[i]!
  return sorted.slice(0, kept)
}
