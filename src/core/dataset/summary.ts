import { atOnce, type Steps } from '../steps.ts'
import { isMissing } from '../tables/missing.ts'
import { decimalSteps, type DecimalMark } from '../tables/numbers.ts'
import type { Table, TableColumn } from '../tables/table.ts'
import type { DateOrder } from './dates.ts'
import { findNumberedColumns } from './column-groups.ts'
import { summariseFractions } from './fractions-summary.ts'
import { describeValue, type ValueFacts } from './value-facts.ts'

/** What one column holds. Counts are cells; nothing is sampled. */
export interface ColumnSummary {
  readonly name: string
  readonly rows: number
  /** Empty, white space, or a word for a missing value (NA, NaN, null). */
  readonly missing: number
  /** Of these, the cells with a word for it. */
  readonly missingWords: number
  /** Different values among those that are not missing; more than this where `distinctCapped`. */
  readonly distinct: number
  readonly distinctCapped: boolean
  /** A value occurs twice among the different ones that were counted. */
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
  /** Lists of numbers. */
  readonly lists: number
  /** Values with characters that cannot be seen. */
  readonly hidden: number
}

/** Whether four in five values are dates. */
export const holdsMostlyDates = ({ rows, missing, dates }: ColumnSummary): boolean =>
  dates * 5 >= (rows - missing) * 4

/** Whether each value is a number, or stands for a missing one. */
export function holdsOnlyNumbers({ rows, missing, numbers, missingNumbers }: ColumnSummary): boolean {
  return numbers + missingNumbers === rows - missing
}

/** Different values are counted up to this many. */
export const distinctCap = 100_000

/**
 * One summary a column, in the table's order. O(cells); the columns of vectors, of which there can be thousands, are read
 * several times faster, and their different values counted up to `vectorDistinctCap` only.
 */
export function summariseTable(table: Table): ColumnSummary[] {
  return atOnce(summarySteps(table))
}

/** The same, a column at a time. */
export function* summarySteps(table: Table): Steps<ColumnSummary[]> {
  const decimal = yield* decimalSteps(table.columns)
  const groups = findNumberedColumns(table.columns.map(({ name }) => name))
  const numbered = new Set(groups.flatMap(({ columns }) => columns))
  const summaries: ColumnSummary[] = []
  for (const column of table.columns) {
    const fractions = numbered.has(column.name) ? summariseFractions(column, decimal) : null
    summaries.push(fractions ?? summariseColumn(column, decimal))
    yield
  }
  return summaries
}

export function summariseColumn({ name, values }: TableColumn, decimal: DecimalMark): ColumnSummary {
  const known = new Map<string, ValueFacts>()
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
    lists: 0,
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
    let facts = known.get(text)
    if (facts) repeats = true
    else {
      facts = describeValue(text, decimal)
      if (known.size < distinctCap) known.set(text, facts)
      else distinctCapped = true
    }
    const { number, date, link } = facts
    if (facts.hidden) counts.hidden++
    if (facts.spaced) counts.spaced++
    if (facts.list) counts.lists++
    if (facts.missingNumber) counts.missingNumbers++
    if (link === 'other') counts.links++
    if (link === 'image-file') counts.imageFiles++
    if (number !== null) {
      counts.numbers++
      if (Number.isInteger(number)) counts.integers++
      min = Math.min(min, number)
      max = Math.max(max, number)
    }
    if (date) {
      counts.dates++
      dateOrders.set(date, (dateOrders.get(date) ?? 0) + 1)
    }
  }

  const sorted = Int32Array.from(lengths).sort()
  return {
    name,
    rows: values.length,
    missing: values.length - lengths.length,
    distinct: known.size,
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
