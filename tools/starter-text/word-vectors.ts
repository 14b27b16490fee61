import { createRng } from '../../src/core/math/rng.ts'
import { countPairs, positivePmi } from './cooccurrence.ts'
import { frequentWords, type Corpus } from './corpus.ts'
import { settings } from './settings.ts'
import { randomisedSvd, type Svd } from './svd.ts'

/** The vocabulary, most frequent first: vectors [words.length, dimensions] row-major and a weight each. */
export interface WordVectors {
  readonly words: readonly string[]
  readonly counts: Int32Array
  readonly dimensions: number
  readonly vectors: Float64Array
}

/**
 * PPMI of word pairs, cut to its leading singular directions, scaled, then rotated at random: standardising the rotated
 * columns keeps the weak directions weak, where standardising the singular directions themselves would blow noise up to
 * the size of signal. The first direction is left out: all words share it, it says how common a word is.
 */
export function trainWordVectors(corpus: Corpus): WordVectors {
  const vocabulary = frequentWords(corpus, settings.minCount)
  const rowOf = new Int32Array(corpus.words.length).fill(-1)
  vocabulary.forEach((word, row) => (rowOf[word] = row))
  const contextOf = rowOf.map((row, word) => (corpus.counts[word]! >= settings.minContextCount ? row : -1))

  const pairs = countPairs(corpus, rowOf, contextOf, settings.window)
  const ppmi = positivePmi(pairs, settings.contextExponent)
  const { dimensions, seed } = settings
  return {
    words: Array.from(vocabulary, (word) => corpus.words[word]!),
    counts: vocabulary.map((word) => corpus.counts[word]!),
    dimensions,
    vectors: rotated(randomisedSvd(ppmi, dimensions + 1, seed), randomRotation(dimensions, seed)),
  }
}

/** U diag(S^exponent) R without the first direction, [rows, k - 1]. */
function rotated({ U, S, k }: Svd, R: Float64Array): Float64Array {
  const dimensions = k - 1
  const scale = S.map((value) => value ** settings.singularExponent)
  const out = new Float64Array((U.length / k) * dimensions)
  for (let from = 0, to = 0; from < U.length; from += k, to += dimensions)
    for (let i = 1; i < k; i++) {
      const x = U[from + i]! * scale[i]!
      for (let j = 0; j < dimensions; j++) out[to + j]! += x * R[(i - 1) * dimensions + j]!
    }
  return out
}

/** Normal rows made orthonormal (modified Gram-Schmidt), [size, size]. */
function randomRotation(size: number, seed: number): Float64Array {
  const rng = createRng(seed, 'rotation')
  const R = Float64Array.from({ length: size * size }, () => rng.normal())
  const rowAt = (i: number) => R.subarray(i * size, (i + 1) * size)
  for (let i = 0; i < size; i++) {
    const r = rowAt(i)
    for (let k = 0; k < i; k++) {
      const q = rowAt(k)
      const overlap = dot(r, q)
      for (let j = 0; j < size; j++) r[j]! -= overlap * q[j]!
    }
    const length = Math.sqrt(dot(r, r))
    for (let j = 0; j < size; j++) r[j]! /= length
  }
  return R
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0)
}
