/** The probability of y = 1 is 1 / (1 + exp(slope * decision + offset)); a useful classifier has a slope below 0. */
export interface Sigmoid {
  readonly slope: number
  readonly offset: number
}

const maxIterations = 100
const smallestStep = 1e-10
const smallestGradient = 1e-5
/** Added to the Hessian's diagonal, so that it can be inverted. */
const ridge = 1e-12

/**
 * Platt's scaling of decisions to probabilities, fitted by Newton's method with backtracking (Lin, Lin and Weng 2007, as in
 * libsvm). Targets are (n1 + 1) / (n1 + 2) and 1 / (n0 + 2) instead of 1 and 0.
 * @param positive 1 where the row is of the class that decisions above 0 mean, else 0
 */
export function fitSigmoid(decisions: Float64Array, positive: ArrayLike<number>): Sigmoid {
  const n = decisions.length
  let ones = 0
  for (let i = 0; i < n; i++) ones += positive[i]!
  const high = (ones + 1) / (ones + 2)
  const low = 1 / (n - ones + 2)
  const target = Float64Array.from({ length: n }, (_, i) => (positive[i] === 1 ? high : low))
  const loss = (slope: number, offset: number): number => {
    let sum = 0
    for (let i = 0; i < n; i++) {
      const score = slope * decisions[i]! + offset
      sum += (score >= 0 ? target[i]! : target[i]! - 1) * score + Math.log1p(Math.exp(-Math.abs(score)))
    }
    return sum
  }

  let slope = 0
  let offset = Math.log((n - ones + 1) / (ones + 1))
  let value = loss(slope, offset)
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    let h11 = ridge
    let h22 = ridge
    let h21 = 0
    let g1 = 0
    let g2 = 0
    for (let i = 0; i < n; i++) {
      const d = decisions[i]!
      const p = sigmoidOf({ slope, offset }, d)
      const weight = p * (1 - p)
      h11 += d * d * weight
      h22 += weight
      h21 += d * weight
      g1 += d * (target[i]! - p)
      g2 += target[i]! - p
    }
    if (Math.abs(g1) < smallestGradient && Math.abs(g2) < smallestGradient) break
    const determinant = h11 * h22 - h21 * h21
    const bySlope = -(h22 * g1 - h21 * g2) / determinant
    const byOffset = -(h11 * g2 - h21 * g1) / determinant
    const descent = g1 * bySlope + g2 * byOffset
    let step = 1
    for (; step >= smallestStep; step /= 2) {
      const tried = loss(slope + step * bySlope, offset + step * byOffset)
      if (tried < value + 1e-4 * step * descent) {
        slope += step * bySlope
        offset += step * byOffset
        value = tried
        break
      }
    }
    if (step < smallestStep) break
  }
  return { slope, offset }
}

export function sigmoidOf({ slope, offset }: Sigmoid, decision: number): number {
  const score = slope * decision + offset
  const small = Math.exp(-Math.abs(score))
  return (score >= 0 ? small : 1) / (1 + small)
}
