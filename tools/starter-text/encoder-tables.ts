import { choosePrefixes, continuation, minPrefixLength } from './pieces.ts'
import { settings } from './settings.ts'
import type { WordVectors } from './word-vectors.ts'

/** The encoder as tables over its tokens: [PAD], [UNK], words, prefixes, then single letters that continue a word. */
export interface EncoderTables {
  readonly tokens: readonly string[]
  readonly dimensions: number
  /** [tokens.length, dimensions]; times scale is the vector. */
  readonly quantised: Int8Array
  /** What a token's row counts when it is a whole word, its quantisation scale included, [tokens.length]. */
  readonly asWord: Float32Array
  /** The same when more of the word follows. */
  readonly asPrefix: Float32Array
  /** 1 for a token that continues a word, [tokens.length]. */
  readonly continues: Float32Array
}

export const padToken = '[PAD]'
export const unknownToken = '[UNK]'

/** A number's beginning is no guess at its meaning, so only letters continue a word. */
const continuations = Array.from('abcdefghijklmnopqrstuvwxyz', (letter) => continuation + letter)

export function encoderTables(model: WordVectors, corpusTokens: number): EncoderTables {
  const { words, counts, dimensions, vectors } = model
  const weights = Float64Array.from(counts, (count) => {
    const share = count / corpusTokens
    return settings.weightA / (settings.weightA + share)
  })
  const { prefixes, vectors: prefixVectors } = choosePrefixes(model, weights, settings.prefixes)
  const tokens = [padToken, unknownToken, ...words, ...prefixes, ...continuations]

  const quantised = new Int8Array(tokens.length * dimensions)
  const asWord = new Float32Array(tokens.length)
  const asPrefix = new Float32Array(tokens.length)
  const firstWord = 2
  const firstPrefix = firstWord + words.length
  for (let token = firstWord; token < firstPrefix + prefixes.length; token++) {
    const isWord = token < firstPrefix
    const from = isWord ? token - firstWord : token - firstPrefix
    const vector = (isWord ? vectors : prefixVectors).subarray(from * dimensions, (from + 1) * dimensions)
    const scale = quantiseRow(vector, quantised.subarray(token * dimensions, (token + 1) * dimensions))
    if (isWord) asWord[token] = weights[from]! * scale
    // a prefix that is a word too speaks for the unknown word as that word would
    asPrefix[token] = !isWord ? scale : isPrefix(words[from]!) ? weights[from]! * scale : 0
  }
  const continues = Float32Array.from(tokens, (token) => (token.startsWith(continuation) ? 1 : 0))
  return { tokens, dimensions, quantised, asWord, asPrefix, continues }
}

function isPrefix(word: string): boolean {
  return [...word].length >= minPrefixLength
}

/** Symmetric int8 with one scale a row: vector = scale * to, to within half a step. */
function quantiseRow(vector: Float64Array, to: Int8Array): number {
  const largest = vector.reduce((best, value) => Math.max(best, Math.abs(value)), 0)
  if (largest === 0) return 0
  const scale = largest / 127
  vector.forEach((value, j) => (to[j] = Math.round(value / scale)))
  return scale
}
