/**
 * What happens to a text that is longer than its encoder reads: its end is cut, or it is read in windows whose vectors
 * are averaged. Either way the texts are counted and told (R13).
 */
export const longTextChoices = ['truncate', 'windows'] as const
export type LongTexts = (typeof longTextChoices)[number]

/** Special tokens around a text: the first `prefix` and the last `suffix` ids of whatever the tokeniser gives. */
export interface TokenFrame {
  readonly prefix: number
  readonly suffix: number
}

/**
 * The ids that the encoder gets to read: the text itself where it fits, else its beginning, or consecutive windows that
 * cover it. Every piece keeps the special tokens at both ends, as the models were trained with. Windows are of nearly
 * equal length, so that no last one of a few words counts as much as the others.
 * @param ids of the whole text, special tokens included
 * @param maxTokens more than prefix + suffix
 */
export function pieces(
  ids: readonly number[],
  maxTokens: number,
  { prefix, suffix }: TokenFrame,
  longTexts: LongTexts,
): Int32Array[] {
  if (ids.length <= maxTokens) return [Int32Array.from(ids)]
  const body = ids.length - prefix - suffix
  const room = maxTokens - prefix - suffix
  const count = longTexts === 'truncate' ? 1 : Math.ceil(body / room)
  const bound = (i: number): number => prefix + (count === 1 ? i * room : Math.round((i * body) / count))
  return Array.from({ length: count }, (_, i) =>
    Int32Array.from([
      ...ids.slice(0, prefix),
      ...ids.slice(bound(i), bound(i + 1)),
      ...ids.slice(ids.length - suffix),
    ]),
  )
}
