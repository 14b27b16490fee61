import { allocate, allocateMemory, pageBytes } from '../math/allocate.ts'
import type { BinnedColumns } from './binned-columns.ts'
import { boostProgram, emptyBelow, pairBytes } from './boost-program.ts'

/** Sums of gradients and of weights of a node's rows in every bin of every column: where they begin, in bytes. */
export type Histogram = number

export interface BoostSplit {
  readonly column: number
  /** The last bin that goes left, and the next one that holds rows of the node. */
  readonly low: number
  readonly high: number
}

export interface SplitRule {
  /** Added to the weights of each side: XGBoost's lambda. */
  readonly lambda: number
  /** The least sum of weights on each side. */
  readonly minChildWeight: number
}

/** Histograms of one set of binned columns, in WebAssembly memory of their own, where they are added up and searched. */
export interface Histograms {
  /** Adds up rows, [m], at least one; gradients and weights are those of all rows, [n]. */
  fill(rows: Int32Array, gradients: Float64Array, weights: Float64Array): Histogram
  /** Leaves of `whole` what remains without one of its two sides. */
  subtract(whole: Histogram, side: Histogram): void
  /** The split with the largest score of its two sides, the first found of equals; null where none is allowed. */
  bestSplit(
    histogram: Histogram,
    gradient: number,
    weight: number,
    rule: SplitRule,
  ): (BoostSplit & { readonly score: number }) | null
  /** Its memory will be used again. */
  release(histogram: Histogram): void
}

/** A sum of squared gradients over weights: what a leaf gains over saying nothing, twice. */
export const scoreOf = (gradient: number, weight: number, lambda: number): number =>
  (gradient * gradient) / (weight + lambda)

const align = (bytes: number): number => Math.ceil(bytes / pairBytes) * pairBytes

let compiled: WebAssembly.Module | undefined

/** @throws Failure 'computing-out-of-memory', as fill() does */
export function createHistograms({ rows: n, cols: d, bins, offsets }: BinnedColumns): Histograms {
  compiled ??= new WebAssembly.Module(boostProgram)
  const histogramBytes = offsets[d]! * pairBytes
  const outAt = 0
  const offsetsAt = outAt + pairBytes
  const rowsAt = offsetsAt + align(offsets.byteLength)
  const pairsAt = rowsAt + align(n * Int32Array.BYTES_PER_ELEMENT)
  const binsAt = pairsAt + n * pairBytes
  let end = binsAt + align(bins.byteLength)
  const memory = allocateMemory(end)
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } })
  const program = exports as Readonly<Record<string, (...values: number[]) => number>>
  new Int32Array(memory.buffer, offsetsAt, offsets.length).set(offsets)
  new Uint8Array(memory.buffer, binsAt, bins.length).set(bins)
  const offsetsEnd = offsetsAt + d * Int32Array.BYTES_PER_ELEMENT

  // growing gives the memory another buffer
  let words = new Int32Array(memory.buffer)
  let doubles = new Float64Array(memory.buffer)
  const free: Histogram[] = []
  const takeHistogram = (): Histogram => {
    const released = free.pop()
    if (released !== undefined) {
      doubles.fill(0, released / 8, (released + histogramBytes) / 8)
      return released
    }
    const histogram = end
    end += histogramBytes
    const missing = Math.ceil((end - memory.buffer.byteLength) / pageBytes)
    if (missing > 0) {
      allocate(end, () => memory.grow(missing))
      words = new Int32Array(memory.buffer)
      doubles = new Float64Array(memory.buffer)
    }
    return histogram
  }

  return {
    fill(rows, gradients, weights) {
      const histogram = takeHistogram()
      if (d === 0) return histogram
      words.set(rows, rowsAt / 4)
      for (let i = 0, at = pairsAt / 8; i < rows.length; i++, at += 2) {
        doubles[at] = gradients[rows[i]!]!
        doubles[at + 1] = weights[rows[i]!]!
      }
      program['fill']!(histogram, offsetsAt, offsetsEnd, binsAt, n, rowsAt, rowsAt + 4 * rows.length, pairsAt)
      return histogram
    },
    subtract(whole, side) {
      if (d > 0) program['subtract']!(whole, side, whole + histogramBytes)
    },
    bestSplit(histogram, gradient, weight, { lambda, minChildWeight }) {
      if (d === 0) return null
      const at = program['bestSplit']!(
        histogram, offsetsAt, offsetsEnd, outAt, gradient, weight, lambda, minChildWeight,
      ) // prettier-ignore
      if (at === 0) return null
      const low = (at - histogram) / pairBytes
      let column = 0
      while (offsets[column + 1]! <= low) column++
      const last = offsets[column + 1]! - 1
      let high = low + 1
      while (high < last && doubles[(histogram + high * pairBytes) / 8 + 1]! <= emptyBelow) high++
      const first = offsets[column]!
      return { column, low: low - first, high: high - first, score: doubles[outAt / 8]! }
    },
    release: (histogram) => void free.push(histogram),
  }
}
