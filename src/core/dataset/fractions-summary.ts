import { isMissing } from '../tables/missing.ts'
import { parseNumber, type DecimalMark } from '../tables/numbers.ts'
import type { TableColumn } from '../tables/table.ts'
import type { ColumnSummary } from './summary.ts'

/** Different values of a vector's column are counted up to this many: more than a category or a label has. */
export const vectorDistinctCap = 100

/** Dates, years and codes for missing values (-999) lie beyond it: such a column deserves a closer look. */
const largest = 999

/**
 * The summary of a column of numbers below 1,000, some with a fraction, as vectors hold them; null for any other column,
 * which the full summary has to look at.
 */
export function summariseFractions(
  { name, values }: TableColumn,
  decimal: DecimalMark,
): ColumnSummary | null {
  const known = new Set<number>()
  const lengths = new Int32Array(longestNumber + 1)
  let [numbers, integers, missingWords] = [0, 0, 0]
  let [min, max] = [Infinity, -Infinity]
  let repeats = false
  let distinctCapped = false
  for (const value of values) {
    const text = value.trim()
    const number = parseNumber(text, decimal)
    if (number === null) {
      if (!isMissing(text)) return null
      if (text !== '') missingWords++
      continue
    }
    if (Math.abs(number) > largest || text.length > longestNumber) return null
    numbers++
    lengths[text.length]!++
    if (Number.isInteger(number)) integers++
    if (number < min) min = number
    if (number > max) max = number
    if (distinctCapped) continue
    if (known.has(number)) repeats = true
    else if (known.size < vectorDistinctCap) known.add(number)
    else distinctCapped = true
  }
  if (integers === numbers) return null
  return {
    name,
    rows: values.length,
    missing: values.length - numbers,
    missingWords,
    distinct: known.size,
    distinctCapped,
    repeats,
    medianLength: lengthAt(lengths, numbers >> 1),
    longestLength: lengths.findLastIndex((count) => count > 0),
    spaced: 0,
    numbers,
    min,
    max,
    integers,
    missingNumbers: 0,
    dates: 0,
    dateOrder: null,
    links: 0,
    imageFiles: 0,
    lists: 0,
    hidden: 0,
  }
}

/** Characters; a number with all its digits and an exponent has fewer. */
const longestNumber = 32

/** The length at a place of the values in rising order of length. */
function lengthAt(lengths: Int32Array, place: number): number {
  let below = 0
  return lengths.findIndex((count) => (below += count) > place)
}
