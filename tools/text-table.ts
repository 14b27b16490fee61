const isNumber = (cell: string): boolean => /^[+-]?[\d.,]/.test(cell)

/** Rows of cells as aligned text: numbers to the right, words to the left. */
export function textTable(
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const cells = rows.map((row) => row.map(String))
  const widths = columns.map((name, i) => Math.max(name.length, ...cells.map((row) => row[i]?.length ?? 0)))
  const toTheRight = columns.map((_, i) => cells.length > 0 && cells.every((row) => isNumber(row[i] ?? '')))
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => (toTheRight[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd()
  return [line(columns), widths.map((width) => '-'.repeat(width)).join('  '), ...cells.map(line)].join('\n')
}
