import type { Table } from './table.ts'

/**
 * Aim of a block in characters: a quarter of a MB of plain English. Parsed, or copied to another thread, in one turn that
 * nobody notices, though 30,000 numbers of vectors are in it.
 */
export const blockCharacters = 1 << 18

/**
 * Rows [from, to) of each block, in order and without gaps: as many rows as fit the aim, at least one.
 * A table without rows has no blocks.
 */
export function planRowBlocks(table: Table, aim = blockCharacters): { from: number; to: number }[] {
  const blocks: { from: number; to: number }[] = []
  let from = 0
  let size = 0
  const sizes = rowSizes(table)
  for (let row = 0; row < table.rows; row++) {
    const characters = sizes[row]!
    if (row > from && size + characters > aim) {
      blocks.push({ from, to: row })
      from = row
      size = 0
    }
    size += characters
  }
  if (table.rows > from) blocks.push({ from, to: table.rows })
  return blocks
}

/** Characters of each row, with the marks around its cells. Column after column: the other way takes five times as long. */
function rowSizes({ rows, columns }: Table): Float64Array {
  const sizes = new Float64Array(rows).fill(3 * columns.length)
  for (const { values } of columns) for (let row = 0; row < rows; row++) sizes[row]! += values[row]!.length
  return sizes
}

/** The cells of rows [from, to), one array a column. */
export function sliceRows(table: Table, from: number, to: number): string[][] {
  return table.columns.map((column) => column.values.slice(from, to))
}
