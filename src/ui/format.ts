/** Numbers as a reader wants them: grouped counts, two significant places of time, sizes in decimal units. */
const counts = new Intl.NumberFormat('en-GB')
const fractions = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 4 })
// years and codes of four digits stay as they are written
const decimals = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 3, useGrouping: 'min2' })

export const formatCount = (n: number): string => counts.format(n)

/** A measured value, to four figures below 1 and three decimals above: "0.8714", "36.625", "2019", "12,500". */
export const formatNumber = (value: number): string =>
  (Math.abs(value) < 1 ? fractions : decimals).format(value)

/** "1 case", "2,888 cases". */
export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${formatCount(n)} ${n === 1 ? one : many}`

export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`
}

export function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 90) return `${Math.round(seconds)} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** A share in percent with two digits: "0.00017 %"; what has no end, such as a division by zero, in words. */
export const formatShare = (share: number): string =>
  Number.isFinite(share) ? `${Number((100 * share).toPrecision(2))} %` : 'more than can be told'

export function formatDate(time: number): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(time)
}
