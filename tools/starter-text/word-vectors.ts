import { createRng } from '../../src/core/math/rng.ts'
import { columnSums, countPairs, positivePmi } from './cooccurrence.ts'
import { frequentWords, type Corpus } from './corpus.ts'
import { settings } from './settings.ts'
import { randomisedSvd } from './svd.ts'

/** The vocabulary, most frequent first: vectors [words.length, dimensions] row-major and a weight each. */
export interface WordVectors {
  readonly words: readonly string[]
  readonly counts: Int32Array
  readonly dimensions: number
  readonly vectors: Float64Array
}

/**
 * PPMI of word pairs, cut to its leading singular directions scaled by their singular values, then rotated at random:
 * standardising the rotated columns keeps the weak directions weak, where standardising the singular directions
 * themselves would blow noise up to the size of signal.
 */
export function trainWordVectors(corpus: Corpus): WordVectors {
  const vocabulary = frequentWords(corpus, settings.minCount)
  const rowOf = new Int32Array(corpus.words.length).fill(-1)
  vocabulary.forEach((word, row) => (rowOf[word] = row))
  const contextOf = rowOf.map((row, word) => (corpus.counts[word]! >= settings.minContextCount ? row : -1))

  const pairs = countPairs(corpus, rowOf, contextOf, settings.window)
  const ppmi = positivePmi(pairs, columnSums(pairs), settings.contextExponent)
  const { dimensions, seed } = settings
  const { U, S } = randomisedSvd(ppmi, dimensions, seed)
  return {
    words: Array.from(vocabulary, (word) => corpus.words[word]!),
    counts: vocabulary.map((word) => corpus.counts[word]!),
    dimensions,
    vectors: rotated(U, S, dimensions, seed),
  }
}

/** U diag(S) R, with R a random orthogonal matrix. */
function rotated(U: Float64Array, S: Float64Array, dimensions: number, seed: number): Float64Array {
  const R = randomRotation(dimensions, seed)
  const out = new Float64Array(U.length)
  for (let from = 0; from < U.length; from += dimensions)
    for (let i = 0; i < dimensions; i++) {
      const x = U[from + i]! * S[i]!
      for (let j = 0; j < dimensions; j++) out[from + j]! += x * R[i * dimensions + j]!
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
