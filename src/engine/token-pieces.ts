import { pieces, type LongTexts, type TokenFrame } from '../core/encoders/long-texts.ts'

/** The tokeniser's part that is needed here: token ids of a text, special tokens included, uncut. */
export type Tokenise = (text: string) => readonly number[]

export interface TokenPieces {
  /** What the encoder reads, one piece after the other; more than one only where windows are wanted. */
  readonly pieces: readonly Int32Array[]
  /** The text was longer than the encoder reads at once. */
  readonly overlong: boolean
}

/**
 * Texts as the pieces that an encoder reads. Measuring and encoding ask for the same texts, so results are kept until
 * they are taken, as long as `cacheTokens` ids fit.
 */
export function createTokenPieces(
  tokenise: Tokenise,
  maxTokens: number,
  longTexts: LongTexts,
  cacheTokens = 1 << 24,
) {
  const frame = tokenFrame(tokenise)
  const cache = new Map<string, TokenPieces>()
  let cached = 0

  const read = (text: string): TokenPieces => {
    const ids = tokenise(text)
    return { pieces: pieces(ids, maxTokens, frame, longTexts), overlong: ids.length > maxTokens }
  }

  return {
    frame,

    /** A look ahead: what is read is kept for `take`. */
    measure(text: string): TokenPieces {
      const known = cache.get(text)
      if (known) return known
      const entry = read(text)
      const tokens = countTokens(entry)
      if (cached + tokens <= cacheTokens) {
        cache.set(text, entry)
        cached += tokens
      }
      return entry
    },

    take(text: string): TokenPieces {
      const known = cache.get(text)
      if (!known) return read(text)
      cache.delete(text)
      cached -= countTokens(known)
      return known
    },
  }
}

/** Tokens that the encoder reads in all. */
export function countTokens(text: TokenPieces): number {
  return text.pieces.reduce((sum, ids) => sum + ids.length, 0)
}

/**
 * The ids around every text, a prefix in words included: what an empty text and a word have in common, at the end first.
 * The last blank of a prefix may be a token of its own there and part of the word here; it belongs to neither.
 */
function tokenFrame(tokenise: Tokenise): TokenFrame {
  const empty = tokenise('')
  const word = tokenise('a')
  const most = Math.min(empty.length, word.length)
  let suffix = 0
  while (suffix < most && empty.at(-1 - suffix) === word.at(-1 - suffix)) suffix++
  let prefix = 0
  while (prefix < most - suffix && empty[prefix] === word[prefix]) prefix++
  return { prefix, suffix }
}
