import { matrix, row, takeRows, type Matrix } from '../math/matrix.ts'
import type { Rng } from '../math/rng.ts'
import type { Signal } from '../signal.ts'
import { couplePairs } from './pairwise-coupling.ts'
import { fitSigmoid, sigmoidOf, type Sigmoid } from './platt.ts'
import { createKernelRows, forEachKernelRow, type KernelRows } from './rbf-kernel.ts'
import { solveSvc, type SvcProblem, type SvcSolution } from './svc-solver.ts'

/** One classifier for each pair of present classes, in the order (0,1), (0,2), .. (1,2), ..; decisions above 0: the first. */
export interface SvcModel {
  readonly classes: number
  /** Ascending; with one there is nothing to decide, and no vectors. */
  readonly present: readonly number[]
  readonly gamma: number
  /** Rows with a coefficient in some pair, those of the first present class first, [supports, d]. */
  readonly vectors: Matrix
  /** How many of the vectors belong to each present class. */
  readonly supports: readonly number[]
  /**
   * libsvm's sv_coef, [present - 1, supports]: in the pair (a, b) a vector of class a has its coefficient in row b - 1,
   * one of class b in row a.
   */
  readonly coefficients: Float64Array
  /** [pairs] */
  readonly intercepts: Float64Array
  /** From decisions to the probability of the pair's first class, [pairs]. */
  readonly sigmoids: readonly Sigmoid[]
  readonly converged: boolean
}

export interface SvcTraining {
  readonly X: Matrix
  readonly y: Int32Array
  readonly classes: number
  readonly C: number
  /** What C is multiplied by for rows of each class, [classes]; 1 each where absent. */
  readonly weights?: Float64Array
  readonly gamma: number
  readonly tolerance: number
  readonly rng: Rng
  readonly signal?: Signal | undefined
}

/** Folds of the cross-validation whose decisions the sigmoids are fitted on; libsvm's number. */
const folds = 5
/** libsvm keeps the probabilities of a pair this far from 0 and 1 before it couples them. */
export const smallestShare = 1e-7

/** @throws Failure 'cancelled' */
export function fitSvcModel({ X, y, classes, C, weights, gamma, ...options }: SvcTraining): SvcModel {
  const present = [...new Set(y)].sort((a, b) => a - b)
  const order = [...y.keys()].sort((s, t) => y[s]! - y[t]! || s - t)
  const sorted = takeRows(X, order)
  const ends = present.map((c) => order.findLastIndex((i) => y[i] === c) + 1)
  const start = (k: number): number => (k === 0 ? 0 : ends[k - 1]!)
  const kernel = createKernelRows(sorted, gamma, options)
  const priceOf = (k: number): number => C * (weights?.[present[k]!] ?? 1)

  const n = y.length
  const coefficients = new Float64Array((present.length - 1) * n)
  const intercepts: number[] = []
  const sigmoids: Sigmoid[] = []
  let converged = true
  forEachPair(present.length, (a, b) => {
    const size = ends[a]! - start(a)
    const rows = Int32Array.from({ length: size + ends[b]! - start(b) }, (_, t) =>
      t < size ? start(a) + t : start(b) + t - size,
    )
    const labels = Float64Array.from(rows, (_, t) => (t < size ? 1 : -1))
    const pair: Pair = { ...options, kernel, rows, y: labels, C: [priceOf(a), priceOf(b)] }
    const solution = solveSvc(pair)
    converged &&= solution.converged
    rows.forEach((i, t) => (coefficients[(t < size ? b - 1 : a) * n + i] = solution.coefficients[t]!))
    intercepts.push(solution.intercept)
    sigmoids.push(calibrate(pair))
  })

  const kept = [...order.keys()].filter((i) => present.some((_, k) => k > 0 && coefficients[(k - 1) * n + i]))
  return {
    classes,
    present,
    gamma,
    vectors: takeRows(sorted, kept),
    supports: present.map((_, k) => kept.filter((i) => i >= start(k) && i < ends[k]!).length),
    coefficients: Float64Array.from(
      { length: (present.length - 1) * kept.length },
      (_, at) => coefficients[Math.floor(at / kept.length) * n + kept[at % kept.length]!]!,
    ),
    intercepts: Float64Array.from(intercepts),
    sigmoids,
    converged,
  }
}

interface Pair {
  readonly kernel: KernelRows
  readonly rows: Int32Array
  readonly y: Float64Array
  readonly C: SvcProblem['C']
  readonly tolerance: number
  readonly rng: Rng
  readonly signal?: Signal | undefined
}

/** Sigmoid over decisions about rows that their classifier did not see: libsvm's five folds at random. */
function calibrate(pair: Pair): Sigmoid {
  const { kernel, rows, y, rng } = pair
  const l = rows.length
  const order = rng.permutation(l)
  const decisions = new Float64Array(l)
  for (let fold = 0; fold < folds; fold++) {
    const from = Math.floor((fold * l) / folds)
    const to = Math.floor(((fold + 1) * l) / folds)
    const held = order.subarray(from, to)
    const rest = Int32Array.from([...order.subarray(0, from), ...order.subarray(to)])
    const labels = Float64Array.from(rest, (t) => y[t]!)
    const positives = labels.filter((label) => label > 0).length
    if (positives === 0 || positives === labels.length) {
      // rows of one class decide for it; no rows decide nothing
      for (const t of held) decisions[t] = Math.sign(labels[0] ?? 0)
      continue
    }
    const solution = solveSvc({ ...pair, rows: rest.map((t) => rows[t]!), y: labels })
    decide(kernel, { rows: rest.map((t) => rows[t]!), solution }, { rows, held }, decisions)
  }
  return fitSigmoid(
    decisions,
    y.map((label) => Number(label > 0)),
  )
}

/** Writes the solution's decisions about rows[t] for t in held to out[t]. */
function decide(
  kernel: KernelRows,
  fitted: { readonly rows: Int32Array; readonly solution: SvcSolution },
  asked: { readonly rows: Int32Array; readonly held: Int32Array },
  out: Float64Array,
): void {
  const { coefficients, intercept } = fitted.solution
  for (const t of asked.held) out[t] = intercept
  fitted.rows.forEach((i, s) => {
    const coefficient = coefficients[s]!
    if (coefficient === 0) return
    const kernels = kernel.row(i)
    for (const t of asked.held) out[t]! += coefficient * kernels[asked.rows[t]!]!
  })
}

/** Decisions of each pair about each row of X, [m, pairs]. */
export function svcDecisions(model: SvcModel, X: Matrix): Float64Array {
  const { vectors, supports, coefficients, intercepts, gamma } = model
  const pairs = intercepts.length
  const out = new Float64Array(X.rows * pairs)
  const ends = supports.map((_, k) => supports.slice(0, k + 1).reduce((sum, of) => sum + of, 0))
  const n = vectors.rows
  forEachKernelRow(X, vectors, gamma, (i, kernels) => {
    const part = (k: number, at: number): number => {
      let sum = 0
      for (let s = ends[k]! - supports[k]!; s < ends[k]!; s++) sum += coefficients[at * n + s]! * kernels[s]!
      return sum
    }
    let pair = i * pairs
    forEachPair(supports.length, (a, b) => {
      out[pair] = part(a, b - 1) + part(b, a) + intercepts[pair - i * pairs]!
      pair++
    })
  })
  return out
}

/** As predictProba wants them, [m, classes]. */
export function svcProba(model: SvcModel, X: Matrix): Matrix {
  const { classes, present, sigmoids } = model
  const proba = matrix(X.rows, classes)
  const k = present.length
  if (k === 1) {
    for (let i = 0; i < X.rows; i++) row(proba, i)[present[0]!] = 1
    return proba
  }
  const decisions = svcDecisions(model, X)
  const pairwise = new Float64Array(k * k)
  const shares = new Float64Array(k)
  for (let i = 0; i < X.rows; i++) {
    let pair = 0
    forEachPair(k, (a, b) => {
      const share = sigmoidOf(sigmoids[pair]!, decisions[i * sigmoids.length + pair]!)
      pairwise[a * k + b] = Math.min(Math.max(share, smallestShare), 1 - smallestShare)
      pairwise[b * k + a] = 1 - pairwise[a * k + b]!
      pair++
    })
    if (k === 2) shares.set([pairwise[1]!, pairwise[2]!])
    else couplePairs(pairwise, k, shares)
    present.forEach((c, at) => (row(proba, i)[c] = shares[at]!))
  }
  return proba
}

export const pairCount = (classes: number): number => (classes * (classes - 1)) / 2

export function forEachPair(classes: number, visit: (a: number, b: number) => void): void {
  for (let a = 0; a < classes; a++) for (let b = a + 1; b < classes; b++) visit(a, b)
}
