import type { TableColumn } from './table.ts'

export type DecimalMark = '.' | ','

/**
 * The number that a cell writes, or null. Thousands separators, units and percent signs are no part of a number: what is
 * not certain stays text.
 */
export function parseNumber(cell: string, decimal: DecimalMark): number | null {
  const text = cell.trim()
  if (!(decimal === ',' ? commaNumber : pointNumber).test(text)) return null
  const value = Number(decimal === ',' ? text.replace(',', '.') : text)
  return Number.isFinite(value) ? value : null
}

const pointNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const commaNumber = /^[+-]?(?:\d+,?\d*|,\d+)(?:[eE][+-]?\d+)?$/

/**
 * The decimal mark of a table: a comma where more columns are numbers with a comma only than with a point only. A column
 * that reads as whole numbers with thousands separators as well (1,234) is no evidence.
 */
export function guessDecimal(columns: readonly TableColumn[]): DecimalMark {
  let comma = 0
  let point = 0
  for (const { values } of columns) {
    if (isEvidence(values, ',', commaNumber, /^[+-]?\d{1,3}(?:,\d{3})+$/)) comma++
    else if (isEvidence(values, '.', pointNumber, /^[+-]?\d{1,3}(?:\.\d{3})+$/)) point++
  }
  return comma > point ? ',' : '.'
}

function isEvidence(values: readonly string[], mark: string, number: RegExp, thousands: RegExp): boolean {
  let clear = 0
  for (const value of values) {
    const text = value.trim()
    if (text === '') continue
    if (!number.test(text)) {
      // Words for missing values are common in columns of numbers; anything else ends the search early.
      if (text.length > 4) return false
      continue
    }
    if (text.includes(mark) && !thousands.test(text)) clear++
  }
  return clear > 0
}
