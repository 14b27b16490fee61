/** How a date writes its parts; 'ambiguous' where day and month could change places (01/02/2024). */
export type DateOrder = 'year-first' | 'day-first' | 'month-first' | 'month-name' | 'ambiguous'

/** The order in which a cell writes a calendar date (a time may follow), or null where it is none. */
export function dateOrder(text: string): DateOrder | null {
  if (text.length < 6 || text.length > 40) return null
  if (/^\d{4}[-/.]?(?:0[1-9]|1[0-2])[-/.]?(?:0[1-9]|[12]\d|3[01])(?:$|[T ]\d)/.test(text))
    return /^\d{8}$/.test(text) && !/^(?:19|20)/.test(text) ? null : 'year-first'
  const parts = /^(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|\d{2})(?:$|[T ]\d)/.exec(text)
  if (parts) {
    const first = Number(parts[1])
    const second = Number(parts[2])
    if (first < 1 || second < 1 || first > 31 || second > 31 || (first > 12 && second > 12)) return null
    if (first > 12) return 'day-first'
    return second > 12 ? 'month-first' : 'ambiguous'
  }
  return monthName.test(text) ? 'month-name' : null
}

const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*'
const monthName = new RegExp(
  `^(?:${month}\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\d{1,2}[ -.]${month}\\.?[ -.,]+\\d{2,4}|${month},? \\d{4})$`,
  'i',
)
