const secondsOfDay = 86_400n

/**
 * A moment as ISO 8601 without a zone, to the last digit that is not zero; only the date at midnight.
 * @param units since 1970
 * @param perSecond a power of ten
 * @throws RangeError before year 0 or after year 9999
 */
export function isoTime(units: bigint, perSecond: bigint): string {
  const rest = remainder(units, perSecond)
  const seconds = (units - rest) / perSecond
  const inDay = remainder(seconds, secondsOfDay)
  const date = isoDate(Number((seconds - inDay) / secondsOfDay))
  if (inDay === 0n && rest === 0n) return date
  const time = [inDay / 3600n, (inDay / 60n) % 60n, inDay % 60n].map((part) => twoDigits(Number(part)))
  const digits = String(perSecond).length - 1
  const fraction = rest === 0n ? '' : `.${String(rest).padStart(digits, '0').replace(/0+$/, '')}`
  return `${date}T${time.join(':')}${fraction}`
}

/** Day 0 is 1 January 1970 of the Gregorian calendar; the years are counted from March, so that a leap day is the last. */
function isoDate(day: number): string {
  const sinceYear0 = day + 719_468
  const era = Math.floor(sinceYear0 / 146_097)
  const inEra = sinceYear0 - era * 146_097
  const yearOfEra = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365,
  )
  const inYear = inEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * inYear + 2) / 153)
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  if (!(year >= 0 && year <= 9999)) throw new RangeError('a year that ISO 8601 does not have')
  const dayOfMonth = inYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** Not negative. */
const remainder = (value: bigint, by: bigint): bigint => ((value % by) + by) % by
