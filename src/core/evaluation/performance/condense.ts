import { calibrationBin } from '../metrics/ece.ts'
import { logit } from '../metrics/calibration-line.ts'

/** Predictions of one class that stand for all of them, with the probabilities rising; arrays of length m. */
export interface Condensed {
  /** Which of the m stands for each row, [n]. */
  readonly cells: Int32Array
  /** Means over the rows that one stands for. */
  readonly p: Float64Array
  readonly logits: Float64Array
  readonly squaredErrors: Float64Array
  /** 1 where they are of the class. */
  readonly y: Uint8Array
}

/** Up to so many rows each stands for itself. */
const fewRows = 200
/** Above: so many groups by rank of the probability. */
const groups = 50

/**
 * Thousands of resamples of thousands of rows need less than the rows: neighbours in probability that have the same outcome, and
 * fall into the same bin of the calibration error, are taken together. Intervals lose nothing that is seen (tests hold it), and
 * estimates themselves are made of the rows.
 * @param p predicted probability of the class, [n]
 * @param y 1 where it is true, [n]
 */
export function condense(p: Float64Array, y: Uint8Array): Condensed {
  const order = Int32Array.from(p.keys()).sort((i, j) => p[i]! - p[j]!)
  const keys = new Map<number, number>()
  const first = new Int32Array(p.length)
  let group = 0
  let rank = 0
  for (const [at, row] of order.entries()) {
    // equal probabilities stay together
    if (at > 0 && p[row] !== p[order[at - 1]!]) rank = at
    group = p.length <= fewRows ? at : Math.floor((rank * groups) / p.length)
    const key = (group * 100 + calibrationBin(p[row]!)) * 2 + y[row]!
    if (!keys.has(key)) keys.set(key, keys.size)
    first[row] = keys.get(key)!
  }
  const m = keys.size
  const count = new Float64Array(m)
  const sums = { p: new Float64Array(m), logits: new Float64Array(m), squaredErrors: new Float64Array(m) }
  const outcome = new Uint8Array(m)
  first.forEach((cell, row) => {
    count[cell]!++
    sums.p[cell]! += p[row]!
    sums.logits[cell]! += logit(p[row]!)
    sums.squaredErrors[cell]! += (p[row]! - y[row]!) ** 2
    outcome[cell] = y[row]!
  })
  const means = (of: Float64Array): Float64Array => of.map((sum, cell) => sum / count[cell]!)
  const mean = { p: means(sums.p), logits: means(sums.logits), squaredErrors: means(sums.squaredErrors) }
  const rising = Int32Array.from(mean.p.keys()).sort((a, b) => mean.p[a]! - mean.p[b]!)
  const place = new Int32Array(m)
  rising.forEach((cell, at) => (place[cell] = at))
  const inOrder = (of: Float64Array): Float64Array => Float64Array.from(rising, (cell) => of[cell]!)
  return {
    cells: first.map((cell) => place[cell]!),
    p: inOrder(mean.p),
    logits: inOrder(mean.logits),
    squaredErrors: inOrder(mean.squaredErrors),
    y: Uint8Array.from(rising, (cell) => outcome[cell]!),
  }
}
