/** The tokenizer's part that is needed here: token ids of a text, special tokens included, uncut. */
export type Tokenise = (text: string) => readonly number[]

export interface CutIds {
  readonly ids: Int32Array
  /** Before cutting. */
  readonly length: number
}

/**
 * A tokeniser that cuts to maxTokens and keeps the special tokens at the end (BERT's [SEP]), as the models were
 * trained with; transformers.js would cut those off. Counting lengths and encoding ask for the same texts, so results
 * are kept until they are taken, as long as `cacheTokens` ids fit.
 */
export function createTokenIds(tokenise: Tokenise, maxTokens: number, cacheTokens = 1 << 24) {
  const suffix = suffixLength(tokenise)
  const cache = new Map<string, CutIds>()
  let cached = 0

  const idsOf = (text: string): CutIds => {
    const all = tokenise(text)
    const ids = Int32Array.from(all.length <= maxTokens ? all : all.slice(0, maxTokens - suffix))
    if (all.length <= maxTokens) return { ids, length: all.length }
    const whole = new Int32Array(maxTokens)
    whole.set(ids)
    whole.set(all.slice(all.length - suffix), ids.length)
    return { ids: whole, length: all.length }
  }

  return {
    /** Tokens of the text before cutting; its ids are kept for `take`. */
    count(text: string): number {
      const known = cache.get(text)
      if (known) return known.length
      const entry = idsOf(text)
      if (cached + entry.ids.length <= cacheTokens) {
        cache.set(text, entry)
        cached += entry.ids.length
      }
      return entry.length
    },

    take(text: string): CutIds {
      const known = cache.get(text)
      if (!known) return idsOf(text)
      cache.delete(text)
      cached -= known.ids.length
      return known
    },
  }
}

/** How many special tokens the tokeniser puts at the end: those of an empty text that do not come before a word. */
function suffixLength(tokenise: Tokenise): number {
  const frame = tokenise('')
  const word = tokenise('a')
  let prefix = 0
  while (prefix < frame.length && frame[prefix] === word[prefix]) prefix++
  return frame.length - prefix
}
