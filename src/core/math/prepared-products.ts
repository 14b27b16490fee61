import { doubleRoom } from './double-kernels.ts'
import type { Matrix } from './matrix.ts'
import { padded, panelCols, panelsIn, writeTransposed } from './panels.ts'
import { checkSameColumns, rowProducts, type RowRange } from './product.ts'

/**
 * Scalar products of rows of A with rows of a B that was given before, as rowProducts(A, a, B, b, out) takes them, to the same bits.
 * @throws Failure 'shape-mismatch' when the column counts differ
 */
export type ProductsWith = (A: Matrix, a: RowRange, b: RowRange, out: Float64Array) => void

/** For fewer rows it is not worth while to copy B. */
const fewestRows = 32

/**
 * @param rows of A, all calls together
 */
export const productsWith = (B: Matrix, rows: number): ProductsWith =>
  rows < fewestRows ? inJavaScript(B) : createProducts(B.rows, B.cols)(B)

/**
 * For one B after the other, each at most [rows, cols]: what is computed is with the last one. In WebAssembly where it is allowed and
 * has room for a copy, else in JavaScript: a quarter as fast, with the same bits (R12).
 */
export const createProducts = (rows: number, cols: number): ((B: Matrix) => ProductsWith) =>
  createVectorProducts(rows, cols) ?? inJavaScript

const inJavaScript =
  (B: Matrix): ProductsWith =>
  (A, a, b, out) =>
    rowProducts(A, a, B, b, out)

/** Rows of A and of B that are at hand in a core's second cache: 98 and 196 kB at 768 columns. A multiple of 8. */
const tileRows = 32

function createVectorProducts(rows: number, cols: number): ((B: Matrix) => ProductsWith) | null {
  const room = doubleRoom((floats, doubles) => ({
    columns: floats(padded(rows) * padded(cols)),
    factors: doubles(tileRows * padded(cols)),
    tile: doubles(tileRows * tileRows),
  }))
  if (!room) return null
  const { kernels, arrays } = room
  return (B) => {
    const d = padded(B.cols)
    const columns = panelsIn(arrays.columns, d, padded(B.rows))
    columns.data.fill(0)
    writeTransposed(columns, B)
    return (A, a, b, out) => {
      checkSameColumns(A, B)
      const width = b.to - b.from
      for (let i = a.from; i < a.to; i += tileRows) {
        const count = Math.min(tileRows, a.to - i)
        const factors = arrays.factors.subarray(0, count * d).fill(0)
        for (let r = 0; r < count; r++)
          factors.set(A.data.subarray((i + r) * A.cols, (i + r + 1) * A.cols), r * d)
        for (let from = b.from - (b.from % panelCols); from < b.to; from += tileRows) {
          const to = Math.min(from + tileRows, b.to)
          kernels.products(arrays.tile, columns, { from, to: from + padded(to - from) }, factors)
          for (let j = Math.max(from, b.from); j < to; j++)
            for (let r = 0, p = (j - from) * count; r < count; r++, p++)
              out[(i - a.from + r) * width + j - b.from] = arrays.tile[p]!
        }
      }
    }
  }
}
