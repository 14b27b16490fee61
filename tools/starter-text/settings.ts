/** Everything the encoder's bytes depend on besides the corpus; docs/decisions/0003-starter-text.md says why. */
export const settings = {
  seed: 1,
  /** A word seen at least so often has a vector of its own ... */
  minCount: 3,
  /** ... and is a context of others when it is seen at least so often. */
  minContextCount: 5,
  /** Places to either side; a wide one learns themes, and short notes are themes. */
  window: 64,
  /** Of the context distribution (Levy, Goldberg and Dagan 2015). */
  contextExponent: 0.75,
  dimensions: 256,
  /** Of the singular values that scale the directions: above 0.5 the broad themes count more. */
  singularExponent: 1.1,
  /** a of the word weight a / (a + f), f the word's share of the corpus (Arora, Liang and Ma 2017). */
  weightA: 2e-3,
  /** Beginnings of words by which unknown words are read. */
  prefixes: 1500,
  /** A longer text is cut; a mean of words has no limit of its own, this bounds the memory of a batch. */
  maxTokens: 4096,
} as const
