import { numbers } from '../../math/arithmetic.ts'
import { panelIndex, type Panels } from '../../math/panels.ts'
import { dropoutMask } from '../dropout.ts'
import { smallestNorm } from '../losses/smallest-norm.ts'
import {
  counts,
  positivesOf,
  type LayerKernels,
  type NamedLoss,
  type NamedStep,
  type PairKernels,
  type StepKernel,
} from './kernels.ts'

/** The kernels in JavaScript: where WebAssembly is forbidden, and what the vector kernels are compared with. */
export const scalarLayerKernels: LayerKernels = {
  gather(out, { cols, data }, indices) {
    for (let i = 0; i < out.rows; i++)
      for (let j = 0; j < cols; j++) out.data[panelIndex(out.rows, i, j)] = data[indices[i]! * cols + j]!
  },
  addBias: (A, bias, rows) => each(A, rows, (value, j) => value + bias[j]!),
  rectify: (A, bias, rows) => each(A, rows, (value, j) => numbers.larger(value + bias[j]!, 0)),
  drop(H, rows, units, key, rate) {
    const mask = dropoutMask(key, rows * units, rate)
    each(H, rows, (value, j, i) => (j < units ? value * mask[i * units + j]! : 0))
  },
  passBack(dH, H, scale, sums) {
    each(dH, dH.rows, (value, j, i) => (H.data[panelIndex(H.rows, i, j)]! > 0 ? value * scale : 0))
    sumColumns(dH, sums)
  },
  sumColumns,
  normaliseColumns(U, norms) {
    eachColumn(U, (at, j) => {
      let sum = 0
      for (let i = 0; i < U.rows; i++) sum += U.data[at(i)]! ** 2
      norms[j] = numbers.larger(Math.sqrt(sum), smallestNorm)
      for (let i = 0; i < U.rows; i++) U.data[at(i)]! /= norms[j]!
    })
  },
  passBackNorms(dU, U, norms) {
    eachColumn(U, (at, j) => {
      let dot = 0
      for (let i = 0; i < U.rows; i++) dot += dU.data[at(i)]! * U.data[at(i)]!
      for (let i = 0; i < U.rows; i++) dU.data[at(i)] = (dU.data[at(i)]! - U.data[at(i)]! * dot) / norms[j]!
    })
  },
}

export function scalarPairKernels({ loss }: NamedLoss): PairKernels {
  return {
    pairs(S, labels, rows, temperature) {
      const { positives, withPositives } = positivesOf(labels, rows)
      const place = counts(loss)
      let total = 0
      eachColumn(S, (at, anchor) => {
        if (anchor >= rows) return
        const others = Array.from({ length: rows }, (_, j) => j).filter((j) => j !== anchor)
        const same = (j: number): number => (labels[j] === labels[anchor] ? 1 : 0)
        const logit = (j: number): number => S.data[at(j)]! / temperature
        const highest = loss.shifted
          ? others.reduce((most, j) => numbers.larger(logit(j), most), -Infinity)
          : 0
        const sums = Array<number>(place.sums).fill(0)
        for (const j of others) {
          const terms = loss.terms(numbers, logit(j) - highest, same(j))
          S.data[at(j)] = terms.kept
          terms.sums.forEach((term, i) => (sums[i]! += term))
        }
        const { loss: part, coefficients } = loss.anchor(
          numbers,
          { sums, positives: positives[anchor]! },
          { rows, withPositives },
        )
        total += part
        for (const j of others)
          S.data[at(j)] = loss.slope(numbers, S.data[at(j)]!, same(j), coefficients) / temperature
        S.data[at(anchor)] = 0
      })
      return total
    },
  }
}

export const scalarStepKernel =
  ({ formula }: NamedStep): StepKernel =>
  ({ parameters, gradient, moments }, values) => {
    for (let p = 0; p < parameters.length; p++) {
      const before = {
        parameter: parameters[p]!,
        gradient: gradient[p]!,
        moments: moments.map((moment) => moment[p]!),
      }
      const after = formula.update(numbers, before, values)
      parameters[p] = after.parameter
      moments.forEach((moment, i) => (moment[p] = after.moments[i]!))
    }
  }

/** Every value of the first rows becomes what `value` says of it, its column and its row. */
function each(A: Panels, rows: number, value: (before: number, j: number, i: number) => number): void {
  for (let j = 0; j < A.cols; j++)
    for (let i = 0; i < rows; i++) {
      const at = panelIndex(A.rows, i, j)
      A.data[at] = value(A.data[at]!, j, i)
    }
}

function eachColumn(A: Panels, visit: (at: (i: number) => number, j: number) => void): void {
  for (let j = 0; j < A.cols; j++) visit((i) => panelIndex(A.rows, i, j), j)
}

function sumColumns(A: Panels, sums: Float32Array): void {
  for (let j = 0; j < A.cols; j++) {
    let sum = 0
    for (let i = 0; i < A.rows; i++) sum += A.data[panelIndex(A.rows, i, j)]!
    sums[j] = sum
  }
}
