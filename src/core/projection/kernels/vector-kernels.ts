import { numbers } from '../../math/arithmetic.ts'
import type { Panels } from '../../math/panels.ts'
import { panelCols } from '../../math/panels.ts'
import type { VectorRounding } from '../../math/vector-arithmetic.ts'
import { wasmModule, type WasmFunction } from '../../math/wasm-code.ts'
import {
  counts,
  positivesOf,
  type LayerKernels,
  type NamedLoss,
  type NamedStep,
  type PairKernels,
  type StepKernel,
} from './kernels.ts'
import { layerProgram, pairProgram, pairScratch, stepProgram } from './network-program.ts'

type Functions<Name extends string> = Record<Name, (...values: number[]) => void>

const bytes = Float32Array.BYTES_PER_ELEMENT
const rowBytes = bytes * panelCols
const halves = [0, rowBytes / 2] as const
const vectorLength = 4

/** Modules by what they are made of: a study's networks share them. */
const compiled = new Map<string, WebAssembly.Module>()

function instance<Name extends string>(
  name: string,
  functions: () => readonly WasmFunction[],
  memory: WebAssembly.Memory,
): Functions<Name> {
  const module = compiled.get(name) ?? new WebAssembly.Module(wasmModule(functions()))
  compiled.set(name, module)
  return new WebAssembly.Instance(module, { env: { memory } }).exports as Functions<Name>
}

/** Calls with the address of each panel, and its number. */
function eachPanel({ rows, cols, data }: Panels, visit: (at: number, panel: number) => void): void {
  for (let panel = 0; panel < cols / panelCols; panel++)
    visit(data.byteOffset + rowBytes * rows * panel, panel)
}

/** Calls with the address of each half panel, and the number of its first column. */
function eachHalf(A: Panels, visit: (at: number, first: number) => void): void {
  eachPanel(A, (at, panel) => halves.forEach((half) => visit(at + half, panelCols * panel + half / bytes)))
}

/** Numbers of room that a loss's kernels need in their memory. */
export const pairScratchLength = ({ loss }: NamedLoss): number => {
  const { sums, coefficients } = counts(loss)
  return vectorLength * (pairScratch.sums + sums + coefficients + 1)
}

/** @param scratch at least one number in the memory */
export function vectorLayerKernels(
  rounding: VectorRounding,
  memory: WebAssembly.Memory,
  scratch: Float32Array,
): LayerKernels {
  const call = instance<
    | 'gather'
    | 'addBias'
    | 'rectify'
    | 'drop'
    | 'passBack'
    | 'sumColumns'
    | 'norms'
    | 'divide'
    | 'dots'
    | 'passBackNorms'
  >(rounding, () => layerProgram(rounding), memory)
  return {
    gather(out, { data, cols }, indices) {
      call.gather(
        out.data.byteOffset,
        rowBytes * out.rows,
        data.byteOffset,
        bytes * cols,
        indices.byteOffset,
        indices.byteOffset + bytes * out.rows,
      )
    },
    addBias(A, bias, rows) {
      eachPanel(A, (at, panel) => call.addBias(at, bias.byteOffset + rowBytes * panel, at + rowBytes * rows))
    },
    rectify(A, bias, rows) {
      eachPanel(A, (at, panel) => call.rectify(at, bias.byteOffset + rowBytes * panel, at + rowBytes * rows))
    },
    drop(H, rows, units, [first, second], rate) {
      scratch[0] = 1 / (1 - rate)
      // a whole number is below the threshold exactly where it is below the next whole number
      const threshold = Math.ceil(rate * 4294967296)
      eachPanel(H, (at, panel) =>
        call.drop(
          at,
          panelCols * panel,
          units,
          first,
          second,
          threshold,
          scratch.byteOffset,
          at + rowBytes * rows,
        ),
      )
    },
    passBack(dH, H, scale, sums) {
      scratch[0] = scale
      eachPanel(dH, (at, panel) =>
        call.passBack(
          at,
          at - dH.data.byteOffset + H.data.byteOffset,
          scratch.byteOffset,
          sums.byteOffset + rowBytes * panel,
          at + rowBytes * dH.rows,
        ),
      )
    },
    sumColumns(A, sums) {
      eachPanel(A, (at, panel) =>
        call.sumColumns(at, sums.byteOffset + rowBytes * panel, at + rowBytes * A.rows),
      )
    },
    normaliseColumns(U, norms) {
      eachHalf(U, (at, first) => {
        const end = at + rowBytes * U.rows
        call.norms(at, norms.byteOffset + bytes * first, end)
        call.divide(at, norms.byteOffset + bytes * first, end)
      })
    },
    passBackNorms(dU, U, norms) {
      eachHalf(dU, (at, first) => {
        const other = at - dU.data.byteOffset + U.data.byteOffset
        const end = at + rowBytes * U.rows
        call.dots(at, other, scratch.byteOffset, end)
        call.passBackNorms(at, other, scratch.byteOffset, norms.byteOffset + bytes * first, end)
      })
    },
  }
}

/** @param scratch [pairScratchLength] in the memory */
export function vectorPairKernels(
  rounding: VectorRounding,
  memory: WebAssembly.Memory,
  named: NamedLoss,
  scratch: Float32Array,
): PairKernels {
  const call = instance<'highest' | 'terms' | 'slopes'>(
    `${rounding} pairs ${named.name}`,
    () => pairProgram(rounding, named),
    memory,
  )
  const { loss } = named
  const place = counts(loss)
  const sumsAt = vectorLength * pairScratch.sums
  const coefficientsAt = sumsAt + vectorLength * place.sums
  return {
    pairs(S, labels, rows, temperature) {
      const { positives, withPositives } = positivesOf(labels, rows)
      const batch = { rows, withPositives }
      const sums = new Float64Array(place.sums)
      let total = 0
      scratch[0] = 1 / temperature
      eachHalf(S, (at, first) => {
        if (first >= rows) return
        const own = labels.byteOffset + bytes * first
        const end = at + rowBytes * rows
        const rest = [at, 0, own, labels.byteOffset, first, rows, scratch.byteOffset, end] as const
        if (loss.shifted) call.highest(...rest)
        call.terms(...rest)
        for (let lane = 0; lane < vectorLength && first + lane < rows; lane++) {
          for (let s = 0; s < place.sums; s++) sums[s] = scratch[sumsAt + vectorLength * s + lane]!
          const anchor = loss.anchor(numbers, { sums, positives: positives[first + lane]! }, batch)
          total += anchor.loss
          for (let c = 0; c < place.coefficients; c++)
            scratch[coefficientsAt + vectorLength * c + lane] = anchor.coefficients[c]!
        }
        call.slopes(...rest)
      })
      return total
    },
  }
}

/** @param scratch room for the formula's numbers, in the memory */
export function vectorStepKernel(
  rounding: VectorRounding,
  memory: WebAssembly.Memory,
  named: NamedStep,
  scratch: Float32Array,
): StepKernel {
  const call = instance<'step'>(`${rounding} step ${named.name}`, () => stepProgram(rounding, named), memory)
  return ({ parameters, gradient, moments }, values) => {
    // set() takes microseconds of a list
    values.forEach((value, i) => (scratch[i] = value))
    call.step(
      parameters.byteOffset,
      gradient.byteOffset,
      ...moments.map((moment) => moment.byteOffset),
      scratch.byteOffset,
      parameters.byteOffset + parameters.byteLength,
    )
  }
}
