/**
 * Characters that change how a text is shown, or nothing at all, without being seen: controls, and what Unicode calls
 * default ignorable (zero-width characters, direction marks and overrides, soft hyphen, byte order mark, tags). Two
 * identifiers that look the same may differ by one.
 */
const hidden = /(?![\t\n\r])[\p{Cc}\p{Default_Ignorable_Code_Point}]/u
const everyHidden = new RegExp(hidden.source, 'gu')

export function hasHiddenCharacters(text: string): boolean {
  return hidden.test(text)
}

export function stripHiddenCharacters(text: string): string {
  return text.replace(everyHidden, '')
}

/** For display: each hidden character as its code point in brackets, "[U+200B]". */
export function markHiddenCharacters(text: string): string {
  return text.replace(
    everyHidden,
    (char) => `[U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`,
  )
}

/**
 * What an identifier is compared by: without hidden characters and outer white space, in Unicode's composed form. Two
 * spellings that look the same must not make two patients of one, who could then stand on both sides of a split (R1).
 */
export function identity(text: string): string {
  return stripHiddenCharacters(text).normalize('NFC').trim()
}
