import { Failure } from '../failure.ts'
import { assertExtent } from './keyed-table.ts'

const maxSheetRow = 1_048_576

/**
 * Refuses a sheet whose cells lie so far out that the gaps before them would fill the memory, or that do not say where they
 * lie: the reader fills every gap. Empty cells that only carry a format do not count, and it leaves them out as well.
 * @throws Failure 'file-damaged', 'too-many-columns', 'too-many-cells'
 */
export function assertSheetExtent(sheet: string): void {
  let rows = 0
  let columns = 0
  for (const [tag, name, attributes, end] of sheet.matchAll(cellOrRow)) {
    const written = attributes!.match(/(?:^|\s|:)r\s*=/g)?.length ?? 0
    // A row may leave its number out: the next one is meant.
    if (name === 'row' && written === 0) continue
    const place = /\sr="([A-Z]{0,3})(\d{1,7})"/.exec(tag)
    const row = Number(place?.[2])
    if (!place || written !== 1 || row < 1 || row > maxSheetRow || (place[1] === '') !== (name === 'row'))
      throw new Failure('file-damaged', { format: 'XLSX' })
    if (name === 'row' || end === '/') continue
    rows = Math.max(rows, row)
    columns = Math.max(columns, columnNumber(place[1]!))
  }
  assertExtent(columns, rows)
}

const cellOrRow = /<(?:\w+:)?(c|row)((?=[\s/>])[^>]*?)(\/?)>/g

/** Cells of a formula that gave an error, such as #DIV/0!, or was never computed: the reader leaves them empty. */
export const countWithoutValue = (sheet: string): number =>
  (sheet.match(errorCell)?.length ?? 0) + (sheet.match(formulaAlone)?.length ?? 0)

const errorCell = /<(?:\w+:)?c\s[^>]*\bt="e"/g
const formulaAlone =
  /<(?:\w+:)?f\b[^>]*(?:\/>|>[^<]*<\/(?:\w+:)?f>)\s*(?:<(?:\w+:)?v(?:\/>|><\/(?:\w+:)?v>)\s*)?<\/(?:\w+:)?c>/g

/** A is 1, Z 26, AA 27. */
function columnNumber(letters: string): number {
  let number = 0
  for (let i = 0; i < letters.length; i++) number = 26 * number + letters.charCodeAt(i) - 64
  return number
}
