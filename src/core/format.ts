/** The two ends of a 95 % interval; null where there is none. */
export type Interval = readonly [number, number] | null

const fewest = 2
const most = 4
const mostForSign = 6

/**
 * Decimals that an interval deserves: two significant digits of its half width, between 2 and 4 (3 without an
 * interval or for one without width); up to 6 so that an end that is not 0 does not read as 0.
 */
export function metricDigits(ci95: Interval): number {
  if (!ci95 || ci95[0] === ci95[1]) return 3
  const halfWidth = (ci95[1] - ci95[0]) / 2
  let digits = Math.min(Math.max(1 - Math.floor(Math.log10(halfWidth)), fewest), most)
  while (digits < mostForSign && ci95.some((end) => end !== 0 && Number(end.toFixed(digits)) === 0)) digits++
  return digits
}

/** Decimals of all rows of one table: those of the one that deserves most. */
export function commonDigits(rows: readonly { readonly ci95: Interval }[]): number {
  return Math.max(fewest, ...rows.map((row) => metricDigits(row.ci95)))
}

/** "2,888". */
export const formatCount = (n: number): string => n.toLocaleString('en-GB')

/** "0.871", "−0.02" with a true minus sign, an en dash where there is no value. */
export function formatMetric(value: number | null, digits: number): string {
  if (value === null) return '–'
  const rounded = Math.abs(value).toFixed(digits)
  return value < 0 && Number(rounded) !== 0 ? `−${rounded}` : rounded
}

/** A difference with its sign: "+0.029", "−0.004", "0.000". */
export function formatDifference(value: number, digits: number): string {
  const text = formatMetric(value, digits)
  return value > 0 && Number(text) !== 0 ? `+${text}` : text
}

/** "0.87 (0.85 to 0.89)", "not defined". */
export function estimateText(value: number | null, ci95: Interval, digits = metricDigits(ci95)): string {
  if (value === null) return 'not defined'
  const shown = (x: number): string => formatMetric(x, digits)
  return ci95 ? `${shown(value)} (${shown(ci95[0])} to ${shown(ci95[1])})` : shown(value)
}

/** "+0.029 (−0.004 to +0.062)", "not defined". */
export function differenceText(
  { difference, ci95 }: { readonly difference: number | null; readonly ci95: Interval },
  digits = metricDigits(ci95),
): string {
  if (difference === null) return 'not defined'
  const signed = (value: number): string => formatDifference(value, digits)
  return ci95 ? `${signed(difference)} (${signed(ci95[0])} to ${signed(ci95[1])})` : signed(difference)
}

/** "p < 0.001", "p = 0.042". */
export function formatP(p: number): string {
  return p < 0.001 ? `p ${formatPValue(p)}` : `p = ${formatPValue(p)}`
}

/** "< 0.001", "0.042", an en dash where there is none: in a column that says what it is. */
export function formatPValue(p: number | null): string {
  if (p === null) return '–'
  return p < 0.001 ? '< 0.001' : p.toFixed(3)
}
