import { isoTime } from './iso-time.ts'

/** A cell as the reader gives it: text, a number as it is written in the file, a truth value, a date in UTC, nothing. */
export type SheetCell = string | boolean | { getTime(): number } | null

/** The digits in the file, where they are those of a whole number; else the shortest that give the same number. */
export function numberText(written: string): string {
  return /^-?(?:0|[1-9]\d*)$/.test(written) || !Number.isFinite(Number(written))
    ? written
    : String(Number(written))
}

/** Text, truth values as true and false, dates as ISO 8601; see `dateText`. */
export function cellText(cell: SheetCell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell.replace(/\r\n?/g, '\n')
  return typeof cell === 'boolean' ? String(cell) : dateText(cell.getTime())
}

const day = 24 * 60 * 60 * 1000
/** 30 December 1899, from which Excel counts days. */
const dayZero = -25_569 * day
const march1900 = dayZero + 61 * day

/** Before March 1900: Excel counts a 29 February 1900, and what it shows as a date there is mostly a duration. */
export function isUncertainDate(cell: SheetCell): boolean {
  if (cell === null || typeof cell !== 'object') return false
  const milliseconds = cell.getTime()
  return milliseconds >= dayZero + day && milliseconds < march1900
}

/** "2024-05-01", "2024-05-01T10:30:00", and "10:30:00" for a time of day without a date. */
function dateText(milliseconds: number): string {
  // Days are stored as a fraction, which the reader cuts down to milliseconds.
  const second = Math.round(milliseconds / 1000) * 1000
  const exact = Math.abs(second - milliseconds) <= 1 ? second : milliseconds
  const text = isoTime(BigInt(exact), 1000n)
  const timeOnly = exact >= dayZero && exact < dayZero + day
  return timeOnly ? (text.split('T')[1] ?? '00:00:00') : text
}
