/** Words that programs write for a missing value, whatever the column holds. "None" and "unknown" can be findings. */
export const missingWords: ReadonlySet<string> = new Set(['na', 'n/a', '#n/a', '#na', 'nan', 'null', '<na>'])

/** Further marks that stand for a missing value in a column of numbers. */
export const missingNumberMarks: ReadonlySet<string> = new Set([
  '.',
  '-',
  '--',
  '?',
  'none',
  'missing',
  'unknown',
  'inf',
  '+inf',
  '-inf',
  'infinity',
  '-infinity',
])

/** Codes for a missing measurement, in use since punch cards: -99 is left out, it can be a temperature or a base excess. */
export const missingNumberCodes: ReadonlySet<string> = new Set([
  '-999',
  '-9999',
  '-99999',
  '-999.0',
  '-9999.0',
])

/** Empty, white space, or a word for a missing value (NA, N/A, NaN, null). */
export function isMissing(cell: string): boolean {
  if (cell.length > 16) return cell.trim() === ''
  const text = cell.trim()
  return text === '' || missingWords.has(text.toLowerCase())
}

/** What stands for a missing value in a column of numbers besides `isMissing`: a mark, an infinity, a code such as -999. */
export function isMissingNumber(cell: string): boolean {
  if (cell.length > 16) return false
  const text = cell.trim().toLowerCase()
  return missingNumberMarks.has(text) || missingNumberCodes.has(text.replace(',', '.'))
}
