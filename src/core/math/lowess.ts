/** Of the weight, the share that lies within a point's bandwidth: the default of R's lowess and of rms::val.prob. */
const span = 2 / 3
/** So that the furthest points within the bandwidth keep a little weight, as they must where all are equally far. */
const beyond = 1.001

/**
 * Locally weighted linear regression (Cleveland 1979) without robustness iterations, as it is drawn for calibration (Harrell's
 * val.prob; Austin and Steyerberg 2014): at each place a straight line through the nearest two thirds of the weight, tricube
 * weights falling with the distance. Where all of these lie in one place, their mean.
 * @param x rising, [m]
 * @param y [m]
 * @param at where it is wanted, rising
 * @returns a function of weights [m], at least one above 0, that writes the smoothed y at each place into `out`
 */
export function lowess(
  x: Float64Array,
  y: Float64Array,
  at: Float64Array,
): (weights: Float64Array, out: Float64Array) => void {
  return (weights, out) => {
    let all = 0
    for (let i = 0; i < x.length; i++) all += weights[i]!
    let start = 0
    for (let k = 0; k < at.length; k++) {
      const place = at[k]!
      while (start < x.length && x[start]! < place) start++
      let low = start
      let high = start
      let held = 0
      while (held < span * all) {
        const nextIsBelow = high === x.length || (low > 0 && place - x[low - 1]! <= x[high]! - place)
        held += weights[nextIsBelow ? --low : high++]!
      }
      const bandwidth = beyond * Math.max(place - x[low]!, x[high - 1]! - place)
      // all that are equally far
      while (low > 0 && place - x[low - 1]! <= bandwidth) low--
      while (high < x.length && x[high]! - place <= bandwidth) high++
      out[k] = lineAt(x, y, weights, { place, bandwidth, low, high })
    }
  }
}

function lineAt(
  x: Float64Array,
  y: Float64Array,
  weights: Float64Array,
  { place, bandwidth, low, high }: Readonly<Record<'place' | 'bandwidth' | 'low' | 'high', number>>,
): number {
  let sum = 0
  let sumX = 0
  let sumY = 0
  let sumXX = 0
  let sumXY = 0
  for (let i = low; i < high; i++) {
    const distance = x[i]! - place
    const scaled = bandwidth > 0 ? Math.abs(distance) / bandwidth : 0
    const cube = 1 - scaled * scaled * scaled
    const weight = weights[i]! * cube * cube * cube
    sum += weight
    sumX += weight * distance
    sumY += weight * y[i]!
    sumXX += weight * distance * distance
    sumXY += weight * distance * y[i]!
  }
  const spread = sum * sumXX - sumX * sumX
  return spread > 1e-9 * sum * sumXX ? (sumXX * sumY - sumX * sumXY) / spread : sumY / sum
}
