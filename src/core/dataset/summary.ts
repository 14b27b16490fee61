import { hasHiddenCharacters } from '../tables/hidden-characters.ts'
import { isMissing, isMissingNumber } from '../tables/missing.ts'
import { guessDecimal, parseNumber, type DecimalMark } from '../tables/numbers.ts'
import type { Table, TableColumn } from '../tables/table.ts'
import { dateOrder, type DateOrder } from './dates.ts'

/** What one column holds. Counts are cells; nothing is sampled. */
export interface ColumnSummary {
  readonly name: string
  readonly rows: number
  /** Empty, white space, or a word for a missing value (NA, NaN, null). */
  readonly missing: number
  /** Of these, the cells with a word for it. */
  readonly missingWords: number
  /** Different values among those that are not missing; at least this many where `distinctCapped`. */
  readonly distinct: number
  readonly distinctCapped: boolean
  /** A value occurs twice among the first `distinctCap` different ones. */
  readonly repeats: boolean
  /** Lengths in characters of the values that are not missing; 0 where there are none. */
  readonly medianLength: number
  readonly longestLength: number
  /** Values with a space inside. */
  readonly spaced: number
  /** Values that are numbers, and their range; null where there are none. Codes for missing ones (-999) do not count. */
  readonly numbers: number
  readonly min: number | null
  readonly max: number | null
  /** Numbers without a fraction. */
  readonly integers: number
  /** Values that stand for a missing one in a column of numbers: Inf, -999, a dot. */
  readonly missingNumbers: number
  readonly dates: number
  /** How the dates write day and month; null where there are none. */
  readonly dateOrder: DateOrder | null
  /** Web addresses, and paths or names of files that are no pictures. */
  readonly links: number
  /** Paths or names of pictures. */
  readonly imageFiles: number
  /** Values with characters that cannot be seen. */
  readonly hidden: number
}

/** Different values are counted up to this many. */
export const distinctCap = 100_000

/** One summary a column, in the table's order. O(cells). */
export function summariseTable(
  table: Table,
  decimal: DecimalMark = guessDecimal(table.columns),
): ColumnSummary[] {
  return table.columns.map((column) => summariseColumn(column, decimal))
}

export function summariseColumn({ name, values }: TableColumn, decimal: DecimalMark): ColumnSummary {
  const seen = new Set<string>()
  const lengths: number[] = []
  const dateOrders = new Map<DateOrder, number>()
  const counts = {
    missingWords: 0,
    spaced: 0,
    numbers: 0,
    integers: 0,
    missingNumbers: 0,
    dates: 0,
    links: 0,
    imageFiles: 0,
    hidden: 0,
  }
  let repeats = false
  let distinctCapped = false
  let min = Infinity
  let max = -Infinity

  for (const value of values) {
    const text = value.trim()
    if (isMissing(text)) {
      if (text !== '') counts.missingWords++
      continue
    }
    lengths.push(text.length)
    if (seen.has(text)) repeats = true
    else if (seen.size < distinctCap) seen.add(text)
    else distinctCapped = true
    if (hasHiddenCharacters(text)) counts.hidden++
    if (/\s/.test(text)) counts.spaced++
    if (text.length <= longestLink) {
      if (webAddress.test(text)) counts.links++
      else if (imageFile.test(text)) counts.imageFiles++
      else if (otherFile.test(text)) counts.links++
    }
    // Longer than any number, date or code.
    if (text.length > 40) continue
    const number = parseNumber(text, decimal)
    if (isMissingNumber(text)) counts.missingNumbers++
    else if (number !== null) {
      counts.numbers++
      if (Number.isInteger(number)) counts.integers++
      min = Math.min(min, number)
      max = Math.max(max, number)
    }
    const order = dateOrder(text)
    if (order) {
      counts.dates++
      dateOrders.set(order, (dateOrders.get(order) ?? 0) + 1)
    }
  }

  const sorted = Int32Array.from(lengths).sort()
  return {
    name,
    rows: values.length,
    missing: values.length - lengths.length,
    distinct: seen.size,
    distinctCapped,
    repeats,
    medianLength: sorted[sorted.length >> 1] ?? 0,
    longestLength: sorted.at(-1) ?? 0,
    ...counts,
    min: counts.numbers > 0 ? min : null,
    max: counts.numbers > 0 ? max : null,
    dateOrder: commonOrder(dateOrders),
  }
}

/** A single date that can only be read one way settles the ambiguous ones. */
function commonOrder(orders: ReadonlyMap<DateOrder, number>): DateOrder | null {
  const clear = [...orders].filter(([order]) => order !== 'ambiguous').sort((a, b) => b[1] - a[1])
  return clear[0]?.[0] ?? (orders.has('ambiguous') ? 'ambiguous' : null)
}

/** Browsers stop at about this length; beyond it a text that ends in ".txt" is a note. */
const longestLink = 300
const webAddress = /^(?:https?:\/\/|www\.)\S+$/i
const imageFile = /^[^\n]+\.(?:png|jpe?g|bmp|gif|tiff?|webp|dcm|nii)$/i
const otherFile = /^[^\n]+\.(?:pdf|txt|rtf|docx?|csv|xlsx?|xml|json|wav|mp[34])$/i
