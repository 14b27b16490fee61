import { throwIfAborted, type Signal } from '../signal.ts'
import type { KernelRows } from './rbf-kernel.ts'

export interface SvcProblem {
  readonly kernel: KernelRows
  /** Numbers of the kernel's rows that take part, [l]. */
  readonly rows: Int32Array
  /** 1 or -1 for each of them, [l]; both occur. */
  readonly y: Float64Array
  /** Price of a violated margin, above 0: of rows whose y is 1, and of the others. */
  readonly C: readonly [positive: number, negative: number]
  /** Largest violation of the optimality conditions at which to stop; libsvm's is 1e-3. */
  readonly tolerance: number
  readonly signal?: Signal | undefined
}

/** The decision of a row is the sum of coefficients times kernels plus the intercept; above 0 means y = 1. */
export interface SvcSolution {
  /** y_t alpha_t, between 0 and y_t C, [l]. */
  readonly coefficients: Float64Array
  readonly intercept: number
  readonly iterations: number
  readonly converged: boolean
}

/** Stands for the curvature between equal rows, which is 0 (libsvm's tau). */
const leastCurvature = 1e-12
/** libsvm's limit; a separable problem takes a few steps a row. */
const mostIterations = 10_000_000
/** So many iterations pass between two looks at the signal. */
const checkEvery = 1024

/**
 * The dual of the C-support vector classifier for a kernel whose diagonal is 1, by sequential minimal optimisation with
 * second-order working sets (Fan, Chen and Lin 2005, as in libsvm, without shrinking): the pair (i, j) that gains most is
 * moved until it meets its optimum or its bounds. Cost of an iteration: 2 l steps, and two kernel rows.
 *
 * With b_t = y_t alpha_t the dual is: maximise sum y b - b' K b / 2 with sum b = 0 and b_t between 0 and y_t C;
 * `slope` is its gradient y - K b. The optimum is where no slope of a b that may grow exceeds one of a b that may fall.
 * @throws Failure 'cancelled'
 */
export function solveSvc({ kernel, rows, y, C: [Cp, Cn], tolerance, signal }: SvcProblem): SvcSolution {
  const l = rows.length
  const b = new Float64Array(l)
  const slope = y.slice()
  const mayGrow = Uint8Array.from(y, (sign) => Number(sign > 0))
  const mayFall = Uint8Array.from(y, (sign) => Number(sign < 0))
  const move = (t: number, by: number): void => {
    const C = y[t]! > 0 ? Cp : Cn
    const low = y[t]! > 0 ? 0 : -C
    // within rounding of a bound is on it
    const moved = b[t]! + by
    b[t] = Math.abs(moved - low) < 1e-14 * C ? low : Math.abs(moved - low - C) < 1e-14 * C ? low + C : moved
    mayGrow[t] = Number(b[t]! < low + C)
    mayFall[t] = Number(b[t]! > low)
  }

  let iterations = 0
  let i = steepest(slope, mayGrow)
  while (i >= 0 && iterations < mostIterations) {
    if (iterations % checkEvery === 0) throwIfAborted(signal)
    const Ki = kernel.row(rows[i]!)
    const most = slope[i]!
    let j = -1
    let gain = 0
    let least = Infinity
    for (let t = 0; t < l; t++) {
      if (mayFall[t] === 0) continue
      const s = slope[t]!
      if (s < least) least = s
      const difference = most - s
      if (difference <= 0) continue
      const gained = (difference * difference) / Math.max(leastCurvature, 2 - 2 * Ki[rows[t]!]!)
      if (gained > gain) {
        gain = gained
        j = t
      }
    }
    if (j < 0 || most - least < tolerance) break

    const curvature = Math.max(leastCurvature, 2 - 2 * Ki[rows[j]!]!)
    const room = Math.min((y[i]! > 0 ? Cp : 0) - b[i]!, b[j]! - (y[j]! > 0 ? 0 : -Cn))
    const step = Math.min((most - slope[j]!) / curvature, room)
    move(i, step)
    move(j, -step)
    const Kj = kernel.row(rows[j]!)
    let highest = -Infinity
    i = -1
    for (let t = 0; t < l; t++) {
      const row = rows[t]!
      const s = slope[t]! - step * (Ki[row]! - Kj[row]!)
      slope[t] = s
      if (s > highest && mayGrow[t] === 1) {
        highest = s
        i = t
      }
    }
    iterations++
  }
  return {
    coefficients: b,
    intercept: interceptOf(slope, mayGrow, mayFall),
    iterations,
    converged: iterations < mostIterations,
  }
}

function steepest(slope: Float64Array, mayGrow: Uint8Array): number {
  let best = -1
  for (let t = 0; t < slope.length; t++)
    if (mayGrow[t] === 1 && (best < 0 || slope[t]! > slope[best]!)) best = t
  return best
}

/** The mean slope of the rows between their bounds; without any, the middle of what the others allow. */
function interceptOf(slope: Float64Array, mayGrow: Uint8Array, mayFall: Uint8Array): number {
  let sum = 0
  let free = 0
  let low = -Infinity
  let high = Infinity
  for (let t = 0; t < slope.length; t++) {
    const s = slope[t]!
    if (mayGrow[t] === 1 && mayFall[t] === 1) {
      sum += s
      free++
    } else if (mayGrow[t] === 1) low = Math.max(low, s)
    else high = Math.min(high, s)
  }
  return free > 0 ? sum / free : (low + high) / 2
}
