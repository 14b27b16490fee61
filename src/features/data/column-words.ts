import type { ColumnSummary } from '../../core/dataset/summary.ts'
import { wordReason } from '../../strings/role-reasons.ts'
import { formatCount, formatNumber, plural } from '../../ui/format.ts'
import type { ColumnLine } from './column-lines.ts'

export function reasonOf({ role, guess }: ColumnLine): string {
  return guess?.role === role ? wordReason(guess.reason) : 'your choice'
}

export const missingIn = ({ summaries }: ColumnLine): string =>
  formatCount(summaries.reduce((sum, { missing }) => sum + missing, 0))

/** Of a group nothing: the different values of a vector's columns say nothing together. */
export function differentIn({ summaries, group }: ColumnLine): string {
  const { distinct, distinctCapped } = summaries[0]!
  return group ? '' : `${distinctCapped ? 'over ' : ''}${formatCount(distinct)}`
}

export function holdsIn({ summaries, group }: ColumnLine): string {
  return group ? range(summaries) : holds(summaries[0]!)
}

function holds(summary: ColumnSummary): string {
  const filled = summary.rows - summary.missing
  if (filled === 0) return 'nothing'
  if (summary.lists * 10 >= filled * 9) return 'lists of numbers'
  if (summary.numbers * 10 >= filled * 9) return range([summary])
  if (summary.medianLength >= 30)
    return `texts, typically ${formatCount(summary.medianLength)} characters, at most ${formatCount(summary.longestLength)}`
  return `up to ${plural(summary.longestLength, 'character')}`
}

function range(summaries: readonly ColumnSummary[]): string {
  const lowest = summaries.map(({ min }) => min).filter((min) => min !== null)
  const highest = summaries.map(({ max }) => max).filter((max) => max !== null)
  if (lowest.length === 0) return 'nothing'
  return `${formatNumber(Math.min(...lowest))} to ${formatNumber(Math.max(...highest))}`
}
