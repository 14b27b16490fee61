import { allocateArray } from '../math/allocate.ts'
import { portableKind } from '../math/kernel-kind.ts'
import type { Matrix } from '../math/matrix.ts'
import { allocateOnce, panelKernels, type PanelKernels, type Take } from '../math/panel-kernels.ts'
import {
  halfPanel,
  padded,
  panelCols,
  panelIndex,
  panelsIn,
  writeTransposed,
  type Panels,
} from '../math/panels.ts'
import { centre, columnMeans } from '../math/standardise.ts'
import { throwIfAborted, type Signal } from '../signal.ts'

/** Rows of the kernel matrix are computed four at a time, the fewest that a product has. */
const groupRows = 4
/** At most this many bytes of the kernel matrix are kept: all of it up to 11,585 rows. */
const cacheBytes = 2 ** 29

/** The kernel exp(-gamma |a - b|^2) between the rows of a matrix [n, d]. */
export interface KernelRows {
  /** Row i, [n]; computed when first asked for. It stays valid, though perhaps no longer kept here. */
  row(i: number): Float32Array
}

/**
 * Kernel rows on demand: those asked for last are kept, up to a limit.
 * Distances come from float32 products of centred rows; equal rows have the kernel 1 exactly.
 * @throws Failure 'computing-out-of-memory', from row() too; 'cancelled' from row()
 */
export function createKernelRows(
  X: Matrix,
  gamma: number,
  { signal, keptBytes = cacheBytes }: { signal?: Signal | undefined; keptBytes?: number } = {},
): KernelRows {
  const [inner, width] = [padded(X.cols), padded(X.rows)]
  const memory = allocateOnce(portableKind(), (take) => ({
    rows: panelsIn(take(inner * width), inner, width),
    products: { rows: groupRows, cols: width, data: take(groupRows * width) },
    own: takeOwnProducts(take),
  }))
  const { rows, products, own } = memory.arrays
  const kernels = panelKernels(memory)
  writeTransposed(rows, centre(X, columnMeans(X)))
  const squares = squaresOf(rows, own, kernels)
  const kept = new Map<number, Float32Array>()
  const most = Math.max(groupRows, Math.floor(keptBytes / (X.rows * Float32Array.BYTES_PER_ELEMENT)))
  const everythingFits = most >= X.rows

  const compute = (i: number): void => {
    throwIfAborted(signal)
    const first = i - (i % groupRows)
    kernels.multiplyTransposed(products, halfPanel(rows, first), rows)
    // neighbours come for nothing, but must not push out rows that are asked for again and again
    const from = everythingFits ? first : i
    const to = everythingFits ? Math.min(first + groupRows, X.rows) : i + 1
    for (let t = from; t < to; t++) {
      if (kept.size >= most) kept.delete(kept.keys().next().value!)
      const out = allocateArray(X.rows)
      rbf(products, t - first, squares[t]!, squares, gamma, out)
      kept.set(t, out)
    }
  }
  return {
    row(i) {
      if (!kept.has(i)) compute(i)
      const found = kept.get(i)!
      if (!everythingFits) {
        // last in the order of the map: the first is the one that was not asked for longest
        kept.delete(i)
        kept.set(i, found)
      }
      return found
    },
  }
}

/** Rows of X are taken in blocks of this many: products with a thousand vectors stay small. */
const blockRows = 64

/**
 * The kernel between each row of X [m, d] and all of some vectors [n, d], handed over row by row.
 * @param visit gets the row's number and its kernels [n], which the next call overwrites
 * @throws Failure 'computing-out-of-memory'
 */
export function forEachKernelRow(
  X: Matrix,
  vectors: Matrix,
  gamma: number,
  visit: (i: number, kernels: Float32Array) => void,
): void {
  const [inner, width] = [padded(X.cols), padded(vectors.rows)]
  const memory = allocateOnce(portableKind(), (take) => ({
    columns: panelsIn(take(inner * width), inner, width),
    asked: take(inner * blockRows),
    products: take(blockRows * width),
    own: takeOwnProducts(take),
  }))
  const { columns, asked, products, own } = memory.arrays
  const kernels = panelKernels(memory)
  const mean = columnMeans(vectors)
  writeTransposed(columns, centre(vectors, mean))
  const squares = squaresOf(columns, own, kernels)
  const out = new Float32Array(vectors.rows)
  for (let first = 0; first < X.rows; first += blockRows) {
    const rows = Math.min(blockRows, X.rows - first)
    const block = { rows, cols: X.cols, data: X.data.subarray(first * X.cols, (first + rows) * X.cols) }
    const A = panelsIn(asked, inner, padded(rows))
    writeTransposed(A, centre(block, mean))
    const askedSquares = squaresOf(A, own, kernels)
    const P = panelsIn(products, A.cols, width)
    kernels.multiplyTransposed(P, A, columns)
    for (let r = 0; r < rows; r++) {
      rbf(P, r, askedSquares[r]!, squares, gamma, out)
      visit(first + r, out)
    }
  }
}

/** Room for the products of eight columns with themselves. */
const takeOwnProducts = (take: Take): Panels => panelsIn(take(panelCols ** 2), panelCols, panelCols)

/** Squared lengths of the columns of A, [A.cols]: products as all others are, so that the distance of equal columns is 0. */
function squaresOf({ rows, cols, data }: Panels, own: Panels, kernels: PanelKernels): Float32Array {
  const squares = new Float32Array(cols)
  for (let first = 0; first < cols; first += panelCols) {
    const panel = panelsIn(data.subarray(panelIndex(rows, 0, first)), rows, panelCols)
    kernels.multiplyTransposed(own, panel, panel)
    for (let c = 0; c < panelCols; c++) squares[first + c] = own.data[panelIndex(panelCols, c, c)]!
  }
  return squares
}

/** Kernels of the row of products `i`, whose square is given, with as many columns as `out` has room for. */
function rbf(
  { rows, data }: Panels,
  i: number,
  square: number,
  squares: Float32Array,
  gamma: number,
  out: Float32Array,
): void {
  for (let first = 0; first < out.length; first += panelCols) {
    const end = Math.min(first + panelCols, out.length)
    for (let j = first, at = panelIndex(rows, i, first); j < end; j++, at++)
      out[j] = Math.exp(-gamma * Math.max(0, square + squares[j]! - 2 * data[at]!))
  }
}
