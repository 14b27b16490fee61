import { atOnce, type Steps } from '../steps.ts'
import type { TableColumn } from './table.ts'

export type DecimalMark = '.' | ','

/**
 * The number that a cell writes, or null. Thousands separators, units and percent signs are no part of a number: what is
 * not certain stays text.
 */
export function parseNumber(cell: string, decimal: DecimalMark): number | null {
  const plain = parsePlain(cell, decimal.charCodeAt(0))
  if (plain !== undefined) return plain
  const text = cell.trim()
  if (!(decimal === ',' ? commaNumber : pointNumber).test(text)) return null
  const value = Number(decimal === ',' ? text.replace(',', '.') : text)
  return Number.isFinite(value) ? value : null
}

const [plus, minus, zero, nine] = [0x2b, 0x2d, 0x30, 0x39]
/** 2^53 has 16 digits; 10^15 and all smaller powers of ten are exact. */
const exactDigits = 15
const powersOfTen = Array.from({ length: exactDigits + 1 }, (_, i) => Number(`1e${i}`))

/**
 * The value of a sign, at most 15 digits and a mark, the same to the last bit as Number gives (both parts of the division
 * are exact); undefined for anything else. Tables of vectors hold millions of these, and this takes a third of the time.
 */
function parsePlain(text: string, mark: number): number | undefined {
  const sign = text.charCodeAt(0)
  let digits = 0
  let fraction = 0
  let whole = 0
  let marked = false
  for (let i = sign === minus || sign === plus ? 1 : 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= zero && code <= nine) {
      whole = whole * 10 + (code - zero)
      digits++
      if (marked) fraction++
    } else if (code === mark && !marked) marked = true
    else return undefined
  }
  if (digits === 0 || digits > exactDigits) return undefined
  const value = whole / powersOfTen[fraction]!
  return sign === minus ? -value : value
}

const pointNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const commaNumber = /^[+-]?(?:\d+,?\d*|,\d+)(?:[eE][+-]?\d+)?$/

/** Whole numbers whose thousands are parted as some countries do; no group of thousands begins with a 0. */
const thousands: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+$/,
  ',': /^[+-]?[1-9]\d{0,2}(?:,\d{3})+$/,
}

/** The decimal mark that a number was certainly written with; null for whole numbers, for what reads as thousands as well (1,234), and for text. */
export function clearMark(cell: string): DecimalMark | null {
  const mark = cell.includes('.') ? '.' : ','
  if (!cell.includes(mark)) return null
  const text = cell.trim()
  return !thousands[mark].test(text) && parseNumber(text, mark) !== null ? mark : null
}

/**
 * The decimal mark of a table: a comma where more columns are numbers with a comma only than with a point only. A column
 * that reads as whole numbers with thousands separators as well (1,234) is no evidence.
 */
export function guessDecimal(columns: readonly TableColumn[]): DecimalMark {
  return atOnce(decimalSteps(columns))
}

/** The same, a column at a time. */
export function* decimalSteps(columns: readonly TableColumn[]): Steps<DecimalMark> {
  const before = guessed.get(columns)
  if (before !== undefined) return before
  const decimal = yield* decideDecimal(columns)
  guessed.set(columns, decimal)
  return decimal
}

/** Columns never change: every edit of a role asks again, and a table of vectors takes a third of a second. */
const guessed = new WeakMap<readonly TableColumn[], DecimalMark>()

function* decideDecimal(columns: readonly TableColumn[]): Steps<DecimalMark> {
  let comma = 0
  let point = 0
  for (const [j, { values }] of columns.entries()) {
    // Thousands of columns of a vector decide it long before the last one.
    if (Math.abs(comma - point) > columns.length - j) break
    if (isEvidence(values, ',')) comma++
    else if (isEvidence(values, '.')) point++
    yield
  }
  return comma > point ? ',' : '.'
}

function isEvidence(values: readonly string[], mark: DecimalMark): boolean {
  let clear = false
  for (const value of values) {
    const text = value.trim()
    if (text === '') continue
    if (parseNumber(text, mark) === null) {
      // Words for missing values are common in columns of numbers; anything else ends the search early.
      if (text.length > 4) return false
      continue
    }
    clear ||= text.includes(mark) && !thousands[mark].test(text)
  }
  return clear
}
