import { createRng } from '../math/rng.ts'

/** The largest difference of a probability at which a file is still offered. */
export const tolerance = 1e-4

/** A file's probabilities beside the app's own, of the same cases. */
export interface ExportCheck {
  readonly cases: number
  /** Of so many that the model was fitted on. */
  readonly of: number
  /** Of any class of any case. */
  readonly largestDifference: number
  /** Cases whose most probable class is another: of two that are equally probable within the difference. */
  readonly otherLabels: number
}

const mostCases = 200
/** Which cases are drawn does not depend on the study's seed. */
const sampleSeed = 1

/** The cases that are compared: all up to 200, else 200 drawn with seed 1; rising. */
export function checkedCases(n: number): number[] {
  const drawn = n <= mostCases ? Int32Array.from({ length: n }, (_, i) => i) : createRng(sampleSeed, 'export check').permutation(n) // prettier-ignore
  return Array.from(drawn.subarray(0, mostCases)).sort((a, b) => a - b)
}

/**
 * @param own [cases * classes], row by row; probabilities: the file's, likewise
 * @param labels the file's, [cases]
 */
export function compareProbabilities(
  own: ArrayLike<number>,
  {
    probabilities,
    labels,
  }: { readonly probabilities: ArrayLike<number>; readonly labels: readonly string[] },
  classes: readonly string[],
  of: number,
): ExportCheck {
  const cases = own.length / classes.length
  let largestDifference = own.length === probabilities.length && labels.length === cases ? 0 : Infinity
  for (let i = 0; i < own.length; i++) {
    const difference = Math.abs(own[i]! - probabilities[i]!)
    // a NaN is no agreement
    if (!(difference <= largestDifference))
      largestDifference = Number.isNaN(difference) ? Infinity : difference
  }
  const otherLabels = labels.filter((label, i) => label !== classes[firstLargest(own, i * classes.length, classes.length)]).length // prettier-ignore
  return { cases, of, largestDifference, otherLabels }
}

function firstLargest(values: ArrayLike<number>, at: number, length: number): number {
  let best = 0
  for (let k = 1; k < length; k++) if (values[at + k]! > values[at + best]!) best = k
  return best
}
