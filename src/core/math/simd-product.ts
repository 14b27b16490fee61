import { adamNumbers, type AdamNumber } from './adam-program.ts'
import { productArguments, simdProgram, tile } from './simd-program.ts'

/** Numbers of A: entry (i, k) lies at data[i * row + k * step], so that a transposed matrix needs no copy. */
export interface LeftFactor {
  readonly data: Float32Array
  readonly row: number
  readonly step: number
}

/**
 * Numbers of B in panels of eight columns: entry (k, j) lies at data[(j >> 3) * panel + k * step + j % 8]. A row-major
 * matrix of w columns has panel 8 and step w; one packed panel by panel, of K rows, panel 8 * K and step 8.
 */
export interface RightFactor {
  readonly data: Float32Array
  readonly panel: number
  readonly step: number
}

export interface ProductShape {
  /** Rows of A and of the result, a multiple of 4. */
  readonly rows: number
  /** Columns of B and of the result, a multiple of 8. */
  readonly cols: number
  /** Columns of A, rows of B; at least 1. */
  readonly inner: number
}

/** Arrays of one length, a multiple of 4, allocated in the memory that computes with them. */
export interface AdamArrays {
  /** Are changed, as are the running means of the gradients and of their squares. */
  readonly values: Float32Array
  readonly gradients: Float32Array
  readonly mean: Float32Array
  readonly square: Float32Array
  /** adamScratch numbers of room. */
  readonly scratch: Float32Array
}

export const adamScratch = adamNumbers.length + 4

/** Memory for float32 arrays with which SIMD kernels compute. */
export interface SimdMemory {
  /** Zeros, inside this memory. @throws RangeError when more is asked for than was announced */
  allocate(length: number): Float32Array
  /**
   * out[i * outRow + j] = sum over k of A(i, k) * B(k, j), summed in float32 in the order of k: the same bits on every
   * processor. All three must have been allocated here, and be as large as the shape says.
   */
  multiply(out: Float32Array, outRow: number, a: LeftFactor, b: RightFactor, shape: ProductShape): void
  /** values [rows, bias.length] become max(0, values + bias), row by row; what is no number stays so. */
  rectify(values: Float32Array, bias: Float32Array): void
  /**
   * The way back through rectify: derivatives [rows, sums.length] become 0 where the rectified value is not above 0, and their rows
   * are summed up.
   */
  passBack(derivatives: Float32Array, values: Float32Array, sums: Float32Array): void
  /**
   * One step of Adam (Kingma and Ba 2015) in float32 on the gradients g = share * (gradient + penalty * value): values -= rate *
   * mean / (root of square + epsilon), after mean and square took their share of g and g^2.
   * @returns the sum of the squared values before the step
   */
  adam(arrays: AdamArrays, numbers: Readonly<Record<AdamNumber, number>>): number
}

const pageBytes = 65_536
/** Arrays begin at multiples of four numbers, as SIMD likes them. */
const align = (length: number): number => Math.ceil(length / 4) * 4
const bytes = Float32Array.BYTES_PER_ELEMENT

const endOf = ({ byteOffset, byteLength }: Float32Array): number => byteOffset + byteLength

let compiled: WebAssembly.Module | undefined

/**
 * @param lengths of all arrays that will be allocated
 * @throws RangeError when the browser has not that much memory
 */
export function createSimdMemory(lengths: readonly number[]): SimdMemory {
  compiled ??= new WebAssembly.Module(simdProgram)
  const total = lengths.reduce((sum, length) => sum + align(length), 0)
  const memory = new WebAssembly.Memory({
    initial: Math.ceil((total * bytes) / pageBytes),
  })
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } })
  const { product, adam, rectify, passBack } = exports as Record<
    'product' | 'adam' | 'rectify' | 'passBack',
    (...values: number[]) => void
  >
  let used = 0
  return {
    allocate(length) {
      const array = new Float32Array(memory.buffer, used * bytes, length)
      used += align(length)
      return array
    },
    multiply(out, outRow, a, b, { rows, cols, inner }) {
      const values: Record<(typeof productArguments)[number], number> = {
        out: out.byteOffset,
        outRow: outRow * bytes,
        a: a.data.byteOffset,
        aRow: a.row * bytes,
        aStep: a.step * bytes,
        b: b.data.byteOffset,
        bPanel: b.panel * bytes,
        bStep: b.step * bytes,
        rows,
        cols,
        inner,
      }
      product(...productArguments.map((name) => values[name]))
    },
    rectify(values, bias) {
      if (values.length > 0) rectify(values.byteOffset, bias.byteOffset, bias.byteLength, endOf(values))
    },
    passBack(derivatives, values, sums) {
      sums.fill(0)
      if (derivatives.length > 0)
        passBack(
          derivatives.byteOffset,
          values.byteOffset,
          sums.byteOffset,
          sums.byteLength,
          endOf(derivatives),
        )
    },
    adam({ values, gradients, mean, square, scratch }, numbers) {
      adamNumbers.forEach((name, i) => (scratch[i] = numbers[name]))
      const sums = scratch.subarray(adamNumbers.length, adamScratch)
      const addresses = [values, gradients, mean, square, scratch, sums].map((array) => array.byteOffset)
      adam(...addresses, endOf(values))
      return sums[0]! + sums[1]! + sums[2]! + sums[3]!
    },
  }
}

/** The next multiple of the tile's rows or columns, which products come in. */
export const padRows = (rows: number): number => Math.ceil(rows / tile.rows) * tile.rows
export const padCols = (cols: number): number => Math.ceil(cols / tile.cols) * tile.cols
