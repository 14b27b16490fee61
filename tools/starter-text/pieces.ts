import type { WordVectors } from './word-vectors.ts'

/** WordPiece's mark of a piece that does not start a word. */
export const continuation = '##'
/** A shorter beginning says nothing of the word. */
export const minPrefixLength = 4
const minWordsPerPrefix = 3

/** Beginnings of words, each with the vector of a typical word that begins so: vectors [prefixes.length, dimensions]. */
export interface Prefixes {
  readonly prefixes: readonly string[]
  readonly vectors: Float64Array
}

/**
 * What unknown words are read by: of the beginnings that several known words share, the `count` whose words agree
 * best. Each gets the mean of its words' vectors, weighted by the root of their counts; where the words disagree the
 * mean is short, so that an uncertain guess counts little.
 */
export function choosePrefixes(
  { words, counts, vectors, dimensions }: WordVectors,
  weights: Float64Array,
  count: number,
): Prefixes {
  const known = new Set(words)
  const sharing = new Map<string, number[]>()
  words.forEach((word, i) => {
    const letters = [...word]
    for (let length = minPrefixLength; length < letters.length; length++) {
      const prefix = letters.slice(0, length).join('')
      if (known.has(prefix)) continue
      const members = sharing.get(prefix)
      if (members) members.push(i)
      else sharing.set(prefix, [i])
    }
  })

  const candidates = [...sharing].filter(([, members]) => members.length >= minWordsPerPrefix)
  const scored = candidates.map(([prefix, members]) => {
    const mean = new Float64Array(dimensions)
    let total = 0
    let size = 0
    for (const i of members) {
      const weight = weights[i]! * Math.sqrt(counts[i]!)
      total += weight
      let square = 0
      for (let j = 0; j < dimensions; j++) {
        const value = vectors[i * dimensions + j]!
        mean[j]! += weight * value
        square += value * value
      }
      size += weight * Math.sqrt(square)
    }
    const agreement = Math.sqrt(mean.reduce((sum, value) => sum + value * value, 0)) / size
    return {
      prefix,
      vector: mean.map((value) => value / total),
      score: agreement * Math.log(1 + members.length),
    }
  })
  const chosen = scored
    .sort((a, b) => b.score - a.score || (a.prefix < b.prefix ? -1 : 1))
    .slice(0, count)
    .sort((a, b) => (a.prefix < b.prefix ? -1 : 1))
  const out = new Float64Array(chosen.length * dimensions)
  chosen.forEach(({ vector }, i) => out.set(vector, i * dimensions))
  return { prefixes: chosen.map(({ prefix }) => prefix), vectors: out }
}
