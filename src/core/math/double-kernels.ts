import { Failure } from '../failure.ts'
import { doubleFunctions, type Width } from './double-program.ts'
import { availableKinds } from './kernel-kind.ts'
import { allocateOnce, type Take } from './panel-kernels.ts'
import { panelCols, type Panels } from './panels.ts'
import { wasmModule } from './wasm-code.ts'

/** Columns of a matrix in panels, from (included) to to (excluded), both multiples of 8. */
export interface ColumnRange {
  readonly from: number
  readonly to: number
}

/**
 * Products in float64 with float32 in panels. All arrays must lie in the kernels' memory. Every sum is rounded twice a step and taken
 * in an order that is said, so that JavaScript has the same bits (R12).
 */
export interface DoubleKernels {
  /**
   * out [to - from, K] = (W A)^T for the columns of A [d, n] and W [K, d], each summed in the order of d.
   */
  products(out: Float64Array, A: Panels, columns: ColumnRange, W: Float64Array): void
  /**
   * G [K, d] += (A F)^T for the columns of A [d, n] and factors F [to - from, K]: four columns after the other, added up before they are
   * added.
   */
  addColumns(G: Float64Array, A: Panels, columns: ColumnRange, factors: Float64Array): void
}

const bytes = Float64Array.BYTES_PER_ELEMENT
const panelRow = Float32Array.BYTES_PER_ELEMENT * panelCols

let compiled: WebAssembly.Module | undefined

/** The same for 'fused' and 'simd' (kernel-kind.ts): every product and every sum is rounded. */
function doubleKernels(memory: WebAssembly.Memory): DoubleKernels {
  compiled ??= new WebAssembly.Module(wasmModule(doubleFunctions))
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } })
  const call = exports as Record<`${'products' | 'addColumns'}${Width}`, (...values: number[]) => void>

  /** Calls for two rows of M [K, d] at a time, and for the last one alone where K is odd. */
  const forRows = (
    name: 'products' | 'addColumns',
    A: Panels,
    { from, to }: ColumnRange,
    M: Float64Array,
    others: Float64Array,
  ): void => {
    if (from === to) return
    const outputs = M.length / A.rows
    const panel = panelRow * A.rows
    const start = A.data.byteOffset + (from / panelCols) * panel
    const end = A.data.byteOffset + (to / panelCols) * panel
    const row = bytes * A.rows
    for (let k = 0; k < outputs; k += 2) {
      const at = M.byteOffset + k * row
      const other = others.byteOffset + k * bytes
      call[`${name}${k + 1 < outputs ? 2 : 1}`](start, end, panel, at, at + row, row, other, outputs * bytes)
    }
  }
  return {
    products: (out, A, columns, W) => forRows('products', A, columns, W, out),
    addColumns: (G, A, columns, factors) => forRows('addColumns', A, columns, G, factors),
  }
}

/** Gives an array of so many zeros. */
export type TakeDoubles = (length: number) => Float64Array

/**
 * Kernels, and the arrays that `layout` takes in their memory. null where WebAssembly is forbidden or the browser has not that much
 * memory: no failure, since JavaScript computes the same bits from the arrays that are there already.
 */
export function doubleRoom<Arrays>(
  layout: (floats: Take, doubles: TakeDoubles) => Arrays,
): { readonly arrays: Arrays; readonly kernels: DoubleKernels } | null {
  const kind = availableKinds()[0]!
  if (kind === 'scalar') return null
  try {
    const { arrays, memory } = allocateOnce(kind, (take) =>
      layout(take, (length) => asDoubles(take(2 * length))),
    )
    return { arrays, kernels: doubleKernels(memory!) }
  } catch (error) {
    if (error instanceof Failure && error.code === 'computing-out-of-memory') return null
    throw error
  }
}

/** The float64 numbers of an array that has two places for each. */
const asDoubles = ({ buffer, byteOffset, length }: Float32Array): Float64Array =>
  new Float64Array(buffer, byteOffset, length / 2)
