/**
 * How text becomes words, in training and (through tokenizer.json) in the app: lower case, accents stripped, then runs
 * of letters and runs of digits, so that "38.5C" and "40yo" fall apart as a reader reads them.
 */
export const wordPattern = '\\p{L}+|\\p{N}+'

const pattern = new RegExp(wordPattern, 'gu')

export function splitWords(text: string): string[] {
  return (
    text
      .toLowerCase()
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .match(pattern) ?? []
  )
}
