import type { Matrix } from './matrix.ts'

/**
 * A matrix in panels of eight columns, as the kernels compute with it: entry (i, j) lies at data[(j >> 3) * 8 * rows + 8 * i + j % 8].
 * Rows and columns are padded with zeros to multiples of 8. A tile of a product, 4 x 8, lies in a row; so do 8 x 8 blocks; and eight
 * entries side by side in memory are of eight columns, so that a sum along a column needs no sum across a vector.
 */
export interface Panels {
  /** Multiples of 8, at least 8; but a left factor and a result may have four rows of a product (PanelKernels.multiplyTransposed). */
  readonly rows: number
  readonly cols: number
  /** [rows * cols] */
  readonly data: Float32Array
}

export const panelCols = 8

/** The next multiple of 8, at least 8. */
export const padded = (count: number): number => Math.max(1, Math.ceil(count / panelCols)) * panelCols

/** Where entry (i, j) lies in the panels of so many rows. */
export const panelIndex = (rows: number, i: number, j: number): number =>
  (j >> 3) * panelCols * rows + panelCols * i + (j & 7)

/** A matrix in the first rows * cols numbers of an array that has room for them. */
export const panelsIn = (room: Float32Array, rows: number, cols: number): Panels => ({
  rows,
  cols,
  data: room.subarray(0, rows * cols),
})

/** Four columns, from a multiple of 4 on: the left factor of a product of four rows (PanelKernels.multiplyTransposed), no matrix by itself. */
export const halfPanel = ({ rows, data }: Panels, first: number): Panels => ({
  rows,
  cols: 4,
  data: data.subarray(panelIndex(rows, 0, first)),
})

/** Writes X [n, d] into `out`, [d, n] padded: its rows become columns. What is padding is left as it is. */
export function writeTransposed(out: Panels, { rows, cols, data }: Matrix): void {
  for (let i = 0, p = 0; i < rows; i++)
    for (let j = 0, to = panelIndex(out.rows, 0, i); j < cols; j++, p++, to += panelCols)
      out.data[to] = data[p]!
}
