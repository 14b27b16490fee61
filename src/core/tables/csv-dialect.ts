import { Failure } from '../failure.ts'
import { parseRows } from './csv-rows.ts'

/** Tried in this order; the earlier one wins a tie. */
export const delimiters = [',', ';', '\t', '|'] as const

/** The line `sep=;` by which Excel is told the delimiter is no row of the table. Line breaks must be LF. */
export function takeSepLine(text: string): { readonly delimiter: string | undefined; readonly rest: string } {
  const line = /^"?sep=([^"\n])"?(?:\n|$)/i.exec(text)
  return line
    ? { delimiter: line[1], rest: text.slice(line[0].length) }
    : { delimiter: undefined, rest: text }
}

/**
 * The delimiter that splits the first row, and the largest share of the rows in the same way; the one with more columns
 * where shares tie. A comma where none splits the first row.
 * @param text the beginning of the file, LF line breaks, without a sep= line
 * @param complete whether that is the whole file; otherwise its last row may be cut off and is not counted
 */
export function guessDelimiter(text: string, complete: boolean): string {
  let best: string = delimiters[0]
  let bestShare = 0
  let bestColumns = 1
  for (const delimiter of delimiters) {
    const lengths = rowLengths(text, delimiter, complete)
    const columns = lengths[0] ?? 0
    if (columns < 2) continue
    const share = lengths.filter((length) => length === columns).length / lengths.length
    if (share > bestShare || (share === bestShare && columns > bestColumns)) {
      best = delimiter
      bestShare = share
      bestColumns = columns
    }
  }
  return best
}

function rowLengths(text: string, delimiter: string, complete: boolean): number[] {
  const lengths: number[] = []
  try {
    parseRows(text, { delimiter, complete }, (row) => {
      if (!row.blank) lengths.push(row.cells.length)
    })
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown
    // Quoting that makes no sense with this delimiter speaks against it; the reader itself says what is wrong with a file.
    lengths.push(0)
  }
  return lengths
}
