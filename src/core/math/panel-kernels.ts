import { allocateArray, allocateMemory } from './allocate.ts'
import { panelFunctions, panelProductArguments } from './panel-program.ts'
import { panelCols, panelIndex, type Panels } from './panels.ts'
import type { KernelKind } from './kernel-kind.ts'
import type { VectorRounding } from './vector-arithmetic.ts'
import { wasmModule } from './wasm-code.ts'

/** Products of matrices in panels. All arrays must lie in the kernels' memory, and shapes fit; results share no array with factors. */
export interface PanelKernels {
  /** out [m, n] = A [m, k] B [k, n] */
  multiply(out: Panels, A: Panels, B: Panels): void
  /** out [m, n] = A^T B for A [k, m], B [k, n]; m may be 4, A being a halfPanel. */
  multiplyTransposed(out: Panels, A: Panels, B: Panels): void
  /** out [m, m] = A^T A for A [k, m]; at half the cost of any other product. */
  gram(out: Panels, A: Panels): void
  /** out [n, m] = A^T for A [m, n] */
  transpose(out: Panels, A: Panels): void
  /** A += A^T, of a square matrix. */
  addTransposed(A: Panels): void
}

/** Memory that kernels compute in, allocated once. */
export interface KernelMemory<Arrays> {
  readonly kind: KernelKind
  readonly arrays: Arrays
  /** null: arrays are ordinary ones, kind 'scalar'. */
  readonly memory: WebAssembly.Memory | null
}

/** Gives an array of so many zeros. */
export type Take = (length: number) => Float32Array

/** Arrays begin at multiples of an 8 x 8 block, by which productPlain counts its steps. */
const blockBytes = 256

/**
 * Memory for the arrays that `layout` takes. It is called twice where they share one: first to find out how much it takes in all.
 * @throws Failure 'computing-out-of-memory' when the browser has not that much memory
 */
export function allocateOnce<Arrays>(kind: KernelKind, layout: (take: Take) => Arrays): KernelMemory<Arrays> {
  if (kind === 'scalar') return { kind, memory: null, arrays: layout(allocateArray) }
  let used = 0
  const place = (length: number): number => {
    const at = used
    used += Math.ceil((4 * length) / blockBytes) * blockBytes
    return at
  }
  layout((length) => {
    place(length)
    return new Float32Array(0)
  })
  const memory = allocateMemory(used)
  used = 0
  const arrays = layout((length) => new Float32Array(memory.buffer, place(length), length))
  return { kind, memory, arrays }
}

export function panelKernels({ kind, memory }: KernelMemory<unknown>): PanelKernels {
  return kind === 'scalar' ? scalar : vectorKernels(kind, memory!)
}

const compiled = new Map<VectorRounding, WebAssembly.Module>()

/** Steps of the inner dimension that are taken at once: 8 kB of B, which stay in the core's first cache while rows of A pass. A few rows take them all. */
const innerBlock = 256

function vectorKernels(rounding: VectorRounding, memory: WebAssembly.Memory): PanelKernels {
  const module = compiled.get(rounding) ?? new WebAssembly.Module(wasmModule(panelFunctions(rounding)))
  compiled.set(rounding, module)
  const { exports } = new WebAssembly.Instance(module, { env: { memory } })
  const { productPlain, productTransposed, transpose, mirror, addTransposed } = exports as Record<
    'productPlain' | 'productTransposed' | 'transpose' | 'mirror' | 'addTransposed',
    (...values: number[]) => void
  >

  const multiply = (
    transposed: boolean,
    out: Panels,
    A: Panels,
    B: Panels,
    rows: number,
    growth: number,
  ): void => {
    const step = out.rows > panelCols ? innerBlock : B.rows
    for (let from = 0; from < B.rows; from += step) {
      const values: Record<(typeof panelProductArguments)[number], number> = {
        out: out.data.byteOffset,
        outPanel: panelBytes(out),
        a: A.data.byteOffset + (transposed ? rowBytes : panelBytes(A) / panelCols) * from,
        aPanel: panelBytes(A),
        b: B.data.byteOffset + rowBytes * from,
        bPanel: panelBytes(B),
        rows,
        growth,
        cols: out.cols,
        inner: Math.min(step, B.rows - from),
        add: from,
      }
      ;(transposed ? productTransposed : productPlain)(...panelProductArguments.map((name) => values[name]))
    }
  }
  return {
    multiply: (out, A, B) => multiply(false, out, A, B, out.rows, 0),
    multiplyTransposed: (out, A, B) => multiply(true, out, A, B, out.rows, 0),
    gram(out, A) {
      multiply(true, out, A, A, panelCols, panelCols)
      mirror(out.data.byteOffset, panelBytes(out), out.rows)
    },
    transpose(out, A) {
      transpose(A.data.byteOffset, panelBytes(A), out.data.byteOffset, panelBytes(out), A.rows, A.cols)
    },
    addTransposed(A) {
      addTransposed(A.data.byteOffset, panelBytes(A), A.rows)
    },
  }
}

const rowBytes = 4 * panelCols
const panelBytes = ({ rows }: Panels): number => rowBytes * rows

/** The definitions, in JavaScript. */
const scalar: PanelKernels = {
  multiply: (out, A, B) => products(out, A, false, B),
  multiplyTransposed: (out, A, B) => products(out, A, true, B),
  gram: (out, A) => products(out, A, true, A),
  transpose(out, A) {
    for (let i = 0; i < A.rows; i++)
      for (let j = 0; j < A.cols; j++)
        out.data[panelIndex(out.rows, j, i)] = A.data[panelIndex(A.rows, i, j)]!
  },
  addTransposed({ rows, data }) {
    for (let i = 0; i < rows; i++)
      for (let j = 0; j <= i; j++) {
        const lower = panelIndex(rows, i, j)
        const upper = panelIndex(rows, j, i)
        data[lower] = data[upper] = data[lower]! + data[upper]!
      }
  },
}

/** out = A B, or A^T B, summed in float64; a row of A at a time is laid out in a row. */
function products(out: Panels, A: Panels, transposed: boolean, B: Panels): void {
  const factors = new Float64Array(B.rows)
  const sums = new Float64Array(panelCols)
  for (let i = 0; i < out.rows; i++) {
    for (let k = 0; k < B.rows; k++)
      factors[k] = A.data[transposed ? panelIndex(A.rows, k, i) : panelIndex(A.rows, i, k)]!
    for (let j = 0; j < out.cols; j += panelCols) {
      sums.fill(0)
      const panel = panelIndex(B.rows, 0, j)
      for (let k = 0, p = panel; k < B.rows; k++) {
        const factor = factors[k]!
        for (let c = 0; c < panelCols; c++, p++) sums[c]! += factor * B.data[p]!
      }
      out.data.set(sums, panelIndex(out.rows, i, j))
    }
  }
}
