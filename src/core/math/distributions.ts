/** Distribution functions in float64. Accuracy is held by tests against an independent implementation. */

/** P(Z <= z) for a standard normal Z; accurate in both tails. */
export function normalCdf(z: number): number {
  const upper = Math.abs(z) / Math.SQRT2
  const tail = 0.5 * erfc(upper)
  return z < 0 ? tail : 1 - tail
}

/** The z with P(Z <= z) = p for a standard normal Z; -Infinity at 0, Infinity at 1, NaN outside [0, 1]. */
export function normalQuantile(p: number): number {
  return quantile(p, normalCdf, (z) => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI))
}

/** P(T <= t) for Student's t with `degrees` > 0 degrees of freedom (any real number). */
export function studentTCdf(t: number, degrees: number): number {
  const square = t * t
  const tail =
    square === Infinity
      ? 0
      : 0.5 * regularisedBeta(degrees / 2, 0.5, degrees / (degrees + square), square / (degrees + square))
  return t < 0 ? tail : 1 - tail
}

/** The t with P(T <= t) = p for Student's t; -Infinity at 0, Infinity at 1, NaN outside [0, 1]. */
export function studentTQuantile(p: number, degrees: number): number {
  const logNorm = logGamma((degrees + 1) / 2) - logGamma(degrees / 2) - 0.5 * Math.log(degrees * Math.PI)
  return quantile(
    p,
    (t) => studentTCdf(t, degrees),
    (t) => Math.exp(logNorm - ((degrees + 1) / 2) * Math.log1p((t * t) / degrees)),
  )
}

/**
 * The regularised incomplete beta function I_x(a, b), with 1 - x given apart so that neither end loses digits.
 * Continued fraction 26.5.8 of Abramowitz and Stegun, by the method of Lentz.
 */
function regularisedBeta(a: number, b: number, x: number, oneMinusX: number): number {
  if (x <= 0) return 0
  if (oneMinusX <= 0) return 1
  // The fraction converges fast only on the near side of the mean.
  if (x > (a + 1) / (a + b + 2)) return 1 - regularisedBeta(b, a, oneMinusX, x)
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(oneMinusX),
  )
  const tiny = 1e-300
  let c = 1
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / nonZero(1 + even * d)
    c = nonZero(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / nonZero(1 + odd * d)
    c = nonZero(1 + odd / c)
    const change = d * c
    fraction *= change
    if (Math.abs(change - 1) < 2 * Number.EPSILON) break
  }
  return (front * fraction) / a

  function nonZero(value: number): number {
    return Math.abs(value) < tiny ? tiny : value
  }
}

/** log of the gamma function for x > 0: Stirling's series after the recurrence has brought x above 15. */
function logGamma(x: number): number {
  let shifted = x
  let product = 1
  for (; shifted < 15; shifted++) product *= shifted
  const r = 1 / (shifted * shifted)
  const series = (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r / 1188)))) / shifted
  return (
    (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product)
  )
}

/** The complementary error function for x >= 0: its power series near 0, its continued fraction beyond. */
function erfc(x: number): number {
  if (x > 27) return 0
  if (x < 2) {
    let term = x
    let sum = x
    for (let k = 1; Math.abs(term) > 1e-17 * Math.abs(sum); k++) {
      term *= (2 * x * x) / (2 * k + 1)
      sum += term
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum
  }
  let fraction = x
  for (let k = 80; k >= 1; k--) fraction = x + k / 2 / fraction
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction)
}

/** Inverts the cdf of a distribution symmetric about 0: Newton's steps, halving the bracket where they leave it. */
function quantile(p: number, cdf: (x: number) => number, density: (x: number) => number): number {
  if (!(p >= 0 && p <= 1)) return NaN
  if (p === 0.5) return 0
  if (p === 0) return -Infinity
  if (p === 1) return Infinity
  if (p > 0.5) return -quantile(1 - p, cdf, density)
  let low = -1
  while (cdf(low) > p) low *= 2
  let high = 0
  let x = low / 2
  for (let i = 0; i < 200; i++) {
    const error = cdf(x) - p
    if (error > 0) high = x
    else low = x
    const newton = x - error / density(x)
    const next = newton > low && newton < high ? newton : (low + high) / 2
    if (Math.abs(next - x) <= 4 * Number.EPSILON * Math.abs(next)) return next
    x = next
  }
  return x
}
