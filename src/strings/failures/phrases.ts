import { formatCount } from '../../ui/format.ts'

export const unchanged = 'Nothing was changed.'
export const kept = 'Everything finished so far is kept.'
export const notStored = 'Nothing was stored; what you had before is unchanged.'

/** A table can have thousands of columns: the first of them show what the names are like. */
const mostNames = 40

export const list = (names: readonly string[]): string =>
  names.length > mostNames
    ? `${names.slice(0, mostNames).join(', ')} and ${formatCount(names.length - mostNames)} more`
    : names.join(', ')
