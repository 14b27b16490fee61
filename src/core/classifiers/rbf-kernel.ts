import type { Matrix } from '../math/matrix.ts'
import {
  createSimdMemory,
  padCols,
  padRows,
  type RightFactor,
  type SimdMemory,
} from '../math/simd-product.ts'
import { throwIfAborted, type Signal } from '../signal.ts'

/** Rows of the kernel matrix are computed four at a time, as the product comes in tiles of four rows. */
const groupRows = 4
const panelRows = 8
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
 * @throws Failure 'cancelled' from row()
 */
export function createKernelRows(
  X: Matrix,
  gamma: number,
  { signal, keptBytes = cacheBytes }: { signal?: Signal | undefined; keptBytes?: number } = {},
): KernelRows {
  const width = padCols(X.rows)
  const inner = Math.max(1, X.cols)
  const lengths = [width * inner, groupRows * width]
  const memory = createSimdMemory(lengths)
  const packed = packRows(memory, X, columnMeans(X))
  const products = memory.allocate(groupRows * width)
  const kept = new Map<number, Float32Array>()
  const most = Math.max(groupRows, Math.floor(keptBytes / (X.rows * Float32Array.BYTES_PER_ELEMENT)))
  const everythingFits = most >= X.rows

  const compute = (i: number): void => {
    throwIfAborted(signal)
    const first = i - (i % groupRows)
    // four neighbouring rows of a panel: their numbers of one column lie side by side
    const at = Math.floor(first / panelRows) * panelRows * inner + (first % panelRows)
    const left = { data: packed.right.data.subarray(at), row: 1, step: panelRows }
    memory.multiply(products, width, left, packed.right, { rows: groupRows, cols: width, inner })
    // neighbours come for nothing, but must not push out rows that are asked for again and again
    const from = everythingFits ? first : i
    const to = everythingFits ? Math.min(first + groupRows, X.rows) : i + 1
    for (let t = from; t < to; t++) {
      if (kept.size >= most) kept.delete(kept.keys().next().value!)
      const out = new Float32Array(X.rows)
      rbf(products, (t - first) * width, packed.squares[t]!, packed.squares, gamma, out, X.rows)
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
 */
export function forEachKernelRow(
  X: Matrix,
  vectors: Matrix,
  gamma: number,
  visit: (i: number, kernels: Float32Array) => void,
): void {
  const width = padCols(vectors.rows)
  const inner = Math.max(1, X.cols)
  const memory = createSimdMemory([width * inner, blockRows * inner, blockRows * width])
  const mean = columnMeans(vectors)
  const packed = packRows(memory, vectors, mean)
  const block = memory.allocate(blockRows * inner)
  const products = memory.allocate(blockRows * width)
  const kernels = new Float32Array(vectors.rows)
  for (let first = 0; first < X.rows; first += blockRows) {
    const rows = Math.min(blockRows, X.rows - first)
    for (let r = 0; r < rows; r++)
      for (let j = 0; j < X.cols; j++) block[r * inner + j] = X.data[(first + r) * X.cols + j]! - mean[j]!
    const left = { data: block, row: inner, step: 1 }
    memory.multiply(products, width, left, packed.right, { rows: padRows(rows), cols: width, inner })
    for (let r = 0; r < rows; r++) {
      const square = sumOfSquares(block, r * inner, 1, inner)
      rbf(products, r * width, square, packed.squares, gamma, kernels, vectors.rows)
      visit(first + r, kernels)
    }
  }
}

interface PackedRows {
  /** The centred rows as columns of a right factor [d, n]. */
  readonly right: RightFactor
  /** Squared lengths of the centred rows, [n]. */
  readonly squares: Float64Array
}

/** The kernel does not change with the centre; float32 products do, and are exact to more digits around it. */
function packRows(memory: SimdMemory, X: Matrix, mean: Float64Array): PackedRows {
  const inner = Math.max(1, X.cols)
  const data = memory.allocate(padCols(X.rows) * inner)
  const squares = new Float64Array(X.rows)
  for (let i = 0; i < X.rows; i++) {
    const at = Math.floor(i / panelRows) * panelRows * inner + (i % panelRows)
    for (let j = 0; j < X.cols; j++) data[at + j * panelRows] = X.data[i * X.cols + j]! - mean[j]!
    squares[i] = sumOfSquares(data, at, panelRows, inner)
  }
  return { right: { data, panel: panelRows * inner, step: panelRows }, squares }
}

/** Rounded as the products are, so that the distance of equal rows is 0. */
function sumOfSquares(data: Float32Array, at: number, step: number, count: number): number {
  let sum = 0
  for (let k = 0; k < count; k++) {
    const value = data[at + k * step]!
    sum = Math.fround(sum + Math.fround(value * value))
  }
  return sum
}

function rbf(
  products: Float32Array,
  at: number,
  square: number,
  squares: Float64Array,
  gamma: number,
  out: Float32Array,
  count: number,
): void {
  for (let j = 0; j < count; j++)
    out[j] = Math.exp(-gamma * Math.max(0, square + squares[j]! - 2 * products[at + j]!))
}

function columnMeans({ rows, cols, data }: Matrix): Float64Array {
  const mean = new Float64Array(cols)
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) mean[j]! += data[i * cols + j]!
  return mean.map((sum) => sum / rows)
}
