import { hasHiddenCharacters } from '../tables/hidden-characters.ts'
import { isMissingNumber } from '../tables/missing.ts'
import { parseNumber, type DecimalMark } from '../tables/numbers.ts'
import { dateOrder, type DateOrder } from './dates.ts'

/** What one value, trimmed and not missing, looks like. */
export interface ValueFacts {
  readonly number: number | null
  /** Stands for a missing value in a column of numbers; `number` is then null. */
  readonly missingNumber: boolean
  readonly date: DateOrder | null
  readonly link: 'image-file' | 'other' | null
  /** Several numbers as JSON: a vector. */
  readonly list: boolean
  readonly spaced: boolean
  readonly hidden: boolean
}

const listFacts: ValueFacts = {
  number: null, missingNumber: false, date: null, link: null, list: true, spaced: false, hidden: false,
} // prettier-ignore

export function describeValue(text: string, decimal: DecimalMark): ValueFacts {
  if (listOfNumbers.test(text)) return listFacts
  const short = text.length <= longestShort
  const missingNumber = short && isMissingNumber(text)
  const number = short && !missingNumber ? parseNumber(text, decimal) : null
  return {
    number,
    missingNumber,
    date: short ? dateOrder(text) : null,
    link: number === null ? linkKind(text) : null,
    list: false,
    spaced: /\s/.test(text),
    hidden: hasHiddenCharacters(text),
  }
}

/** Longer than any number, date or code. */
const longestShort = 40
/** Browsers stop at about this length; beyond it a text that ends in ".txt" is a note. */
const longestLink = 300

const listOfNumbers = /^\[[-+.\deE\snul]+,[-+.\deE,\snul]*\]$/
const webAddress = /^(?:https?:\/\/|www\.)\S+$/i
const imageFile = /^[^\n]+\.(?:png|jpe?g|bmp|gif|tiff?|webp|dcm|nii)$/i
const otherFile = /^[^\n]+\.(?:pdf|txt|rtf|docx?|csv|xlsx?|xml|json|wav|mp[34])$/i

function linkKind(text: string): ValueFacts['link'] {
  if (text.length > longestLink || !/[./]/.test(text)) return null
  if (webAddress.test(text) || otherFile.test(text)) return 'other'
  return imageFile.test(text) ? 'image-file' : null
}
