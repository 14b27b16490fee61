import { createRng } from './rng.ts'

/** Eigenvalues and some eigenvectors of a symmetric matrix. */
export interface SymmetricEigen {
  /** How many eigenvalues are above the bound. */
  countAbove(bound: number): number
  /** The largest eigenvalues, falling, and of each a unit vector, orthogonal to all others. */
  leading(count: number): { readonly values: Float64Array; readonly vectors: readonly Float64Array[] }
}

/**
 * By Householder's reduction to a tridiagonal matrix, bisection by Sturm's sequences and inverse iteration (Golub and Van Loan 2013, 8.3
 * and 8.4): about 4/3 n^3 operations, however few eigenvectors are asked for, which cost 4 n^2 each.
 * @param A row-major [n, n], n at least 1; only its lower triangle is read, and it is overwritten
 */
export function symmetricEigen(A: Float64Array, n: number): SymmetricEigen {
  const { diagonal, beside, reflectors } = tridiagonal(A, n)
  /** No eigenvalue is larger in magnitude (Gershgorin). */
  const bound = diagonal.reduce(
    (most, value, i) =>
      Math.max(most, Math.abs(value) + Math.abs(beside[i - 1] ?? 0) + Math.abs(beside[i] ?? 0)),
    0,
  )
  const tiny = Number.EPSILON * bound || Number.EPSILON
  const countAbove = (value: number): number => {
    let above = 0
    let pivot = 1
    for (let i = 0; i < n; i++) {
      const off = i > 0 ? beside[i - 1]! : 0
      pivot = diagonal[i]! - value - (off * off) / pivot
      if (Math.abs(pivot) < tiny) pivot = -tiny
      if (pivot > 0) above++
    }
    return above
  }

  /** The eigenvalue that so many others are above. */
  const eigenvalue = (rank: number): number => {
    let [low, high] = [-bound - tiny, bound + tiny]
    for (;;) {
      const middle = (low + high) / 2
      // written so that it ends where a number is none
      if (!(middle > low && middle < high && high - low >= tiny)) return middle
      if (countAbove(middle) > rank) low = middle
      else high = middle
    }
  }

  return {
    countAbove,
    leading(count) {
      const values = Float64Array.from({ length: count }, (_, rank) => eigenvalue(rank))
      const found: Float64Array[] = []
      for (const value of values) found.push(inverseIteration(diagonal, beside, value, tiny, found))
      return { values, vectors: found.map((vector) => reflected(vector, reflectors)) }
    },
  }
}

/** Q^T A Q tridiagonal; Q is the product of reflections I - 2 v v^T, reflector k of the entries from k + 1 on. */
function tridiagonal(A: Float64Array, n: number) {
  const reflectors: Float64Array[] = []
  const beside = new Float64Array(Math.max(0, n - 1))
  const w = new Float64Array(n)
  for (let k = 0; k < n - 2; k++) {
    const size = n - k - 1
    const v = new Float64Array(size)
    for (let i = 0; i < size; i++) v[i] = A[(k + 1 + i) * n + k]!
    const length = norm(v)
    const sign = v[0]! < 0 ? -1 : 1
    beside[k] = -sign * length
    v[0]! += sign * length
    const vLength = norm(v)
    if (vLength > 0) for (let i = 0; i < size; i++) v[i]! /= vLength
    reflectors.push(v)

    // p = A v from the lower triangle, then w = p - (v . p) v and A -= 2 (v w^T + w v^T)
    w.fill(0, 0, size)
    for (let i = 0; i < size; i++) {
      const at = (k + 1 + i) * n + k + 1
      const vi = v[i]!
      let sum = A[at + i]! * vi
      for (let j = 0; j < i; j++) {
        sum += A[at + j]! * v[j]!
        w[j]! += A[at + j]! * vi
      }
      w[i]! += sum
    }
    let along = 0
    for (let i = 0; i < size; i++) along += v[i]! * w[i]!
    for (let i = 0; i < size; i++) w[i] = 2 * (w[i]! - along * v[i]!)
    for (let i = 0; i < size; i++) {
      const at = (k + 1 + i) * n + k + 1
      const [vi, wi] = [v[i]!, w[i]!]
      for (let j = 0; j <= i; j++) A[at + j]! -= vi * w[j]! + wi * v[j]!
    }
  }
  if (n > 1) beside[n - 2] = A[(n - 1) * n + n - 2]!
  return { diagonal: Float64Array.from({ length: n }, (_, i) => A[i * n + i]!), beside, reflectors }
}

/** Solutions for a vector; the first nearly always is enough. */
const solutions = 3

/** An eigenvector of the tridiagonal matrix, orthogonal to those found: solves (T - value I) x = x before, again and again. */
function inverseIteration(
  diagonal: Float64Array,
  beside: Float64Array,
  value: number,
  tiny: number,
  found: readonly Float64Array[],
): Float64Array {
  const n = diagonal.length
  const rng = createRng(n, 'inverse iteration', found.length)
  const x = Float64Array.from({ length: n }, () => rng.normal())
  for (let solution = 0; solution < solutions; solution++) {
    solveShifted(diagonal, beside, value, tiny, x)
    normalise(x)
    // twice, so that what rounding left the first time goes too
    for (const other of [...found, ...found]) {
      let along = 0
      for (let i = 0; i < n; i++) along += other[i]! * x[i]!
      for (let i = 0; i < n; i++) x[i]! -= along * other[i]!
    }
    normalise(x)
  }
  return x
}

/** x becomes the solution of (T - value I) x = x, by elimination with partial pivoting; a pivot of nothing counts as `tiny`. */
function solveShifted(
  diagonal: Float64Array,
  beside: Float64Array,
  value: number,
  tiny: number,
  x: Float64Array,
): void {
  const n = diagonal.length
  const pivots = new Float64Array(n)
  const first = new Float64Array(n)
  const second = new Float64Array(n)
  // what is left of the row at hand: its entries in columns i, i + 1
  let a = diagonal[0]! - value
  let b = n > 1 ? beside[0]! : 0
  for (let i = 0; i < n - 1; i++) {
    const below = beside[i]!
    const nextA = diagonal[i + 1]! - value
    const nextB = i + 2 < n ? beside[i + 1]! : 0
    if (Math.abs(below) > Math.abs(a)) {
      const factor = a / below
      pivots[i] = below
      first[i] = nextA
      second[i] = nextB
      a = b - factor * nextA
      b = -factor * nextB
      const swap = x[i]!
      x[i] = x[i + 1]!
      x[i + 1] = swap - factor * x[i]!
    } else {
      pivots[i] = Math.abs(a) < tiny ? tiny : a
      const factor = below / pivots[i]!
      first[i] = b
      second[i] = 0
      a = nextA - factor * b
      b = nextB
      x[i + 1]! -= factor * x[i]!
    }
  }
  pivots[n - 1] = Math.abs(a) < tiny ? tiny : a
  for (let i = n - 1; i >= 0; i--)
    x[i] = (x[i]! - first[i]! * (x[i + 1] ?? 0) - second[i]! * (x[i + 2] ?? 0)) / pivots[i]!
}

/** Q x, of a vector of the tridiagonal matrix. */
function reflected(x: Float64Array, reflectors: readonly Float64Array[]): Float64Array {
  for (let k = reflectors.length - 1; k >= 0; k--) {
    const v = reflectors[k]!
    let along = 0
    for (let i = 0; i < v.length; i++) along += v[i]! * x[k + 1 + i]!
    for (let i = 0; i < v.length; i++) x[k + 1 + i]! -= 2 * along * v[i]!
  }
  return x
}

function norm(x: Float64Array): number {
  let sum = 0
  for (const value of x) sum += value * value
  return Math.sqrt(sum)
}

function normalise(x: Float64Array): void {
  let largest = 0
  for (const value of x) largest = Math.max(largest, Math.abs(value))
  for (let i = 0; i < x.length; i++) x[i]! /= largest
  const length = norm(x)
  for (let i = 0; i < x.length; i++) x[i]! /= length
}
