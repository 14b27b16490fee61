/** The coupled probabilities' equations hold to this; libsvm stops at 0.005 / classes. */
const tolerance = 1e-9
const maxIterations = 1000

/**
 * Probabilities of several classes from those of each pair (Wu, Lin and Weng 2004, second method, as in libsvm):
 * the p that minimises the sum over pairs of (r_ba p_a - r_ab p_b)^2.
 * @param pairwise r_ab at [a * classes + b]: the probability of a, where it is a or b; r_ab + r_ba = 1, none is 0
 * @param out [classes]; sums to 1
 */
export function couplePairs(pairwise: Float64Array, classes: number, out: Float64Array): void {
  const Q = new Float64Array(classes * classes)
  for (let a = 0; a < classes; a++)
    for (let b = 0; b < classes; b++) {
      if (a === b) continue
      const r = pairwise[b * classes + a]!
      Q[a * classes + a]! += r * r
      Q[a * classes + b] = -r * pairwise[a * classes + b]!
    }
  out.fill(1 / classes)
  const Qp = new Float64Array(classes)
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    let pQp = 0
    for (let a = 0; a < classes; a++) {
      let sum = 0
      for (let b = 0; b < classes; b++) sum += Q[a * classes + b]! * out[b]!
      Qp[a] = sum
      pQp += out[a]! * sum
    }
    if (Qp.every((value) => Math.abs(value - pQp) < tolerance)) break
    for (let a = 0; a < classes; a++) {
      const diagonal = Q[a * classes + a]!
      const change = (pQp - Qp[a]!) / diagonal
      out[a]! += change
      pQp = (pQp + change * (change * diagonal + 2 * Qp[a]!)) / (1 + change) ** 2
      for (let b = 0; b < classes; b++) {
        Qp[b] = (Qp[b]! + change * Q[a * classes + b]!) / (1 + change)
        out[b]! /= 1 + change
      }
    }
  }
}
