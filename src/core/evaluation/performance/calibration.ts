import { lowess } from '../../math/lowess.ts'
import { calibrationLine, logit } from '../metrics/calibration-line.ts'
import { expectedCalibrationError } from '../metrics/ece.ts'
import { weightedMean } from '../metrics/weighted-mean.ts'
import { percentile, percentileInterval, resamplesOfCurves, type Resamples } from '../resamples.ts'
import { bandOf } from './bands.ts'
import { condense, type Condensed } from './condense.ts'
import type { Calibration, Estimate } from './performance.ts'
import { countOnce, countResamples, type Tally } from './tally.ts'

/** Places at which the smooth curve is drawn. */
const points = 51
/** Share of the predictions beyond either end of the curve, where too few lie to smooth. */
const tail = 0.01
const histogramBins = 10

type Numbers = Readonly<
  Record<'intercept' | 'slope' | 'brier' | 'ece', (weights: Float64Array) => number | null>
>

/**
 * Calibration of one class over all held-out predictions. The smooth curve is a lowess (Cleveland 1979; Harrell's val.prob); all that
 * is resampled is worked out on condensed predictions.
 * @param p predicted probability of the class, [n]; none: nothing is defined
 * @param y 1 where it is true, [n]
 * @param patients of each row, [n]
 */
export function calibrationOf(
  p: Float64Array,
  y: Uint8Array,
  patients: Int32Array,
  resamples: Resamples,
): Calibration {
  const condensed = condense(p, y)
  const tally = { cells: condensed.cells, patients, size: condensed.p.length }
  const errors = p.map((value, i) => (value - y[i]!) ** 2)
  const once = new Float64Array(p.length).fill(1)
  const exact = numbersOf(p, p.map(logit), y, errors)
  const fast = numbersOf(condensed.p, condensed.logits, condensed.y, condensed.squaredErrors)
  const names = Object.keys(exact) as (keyof Numbers)[]
  const values = names.map(() => new Float64Array(resamples.count))
  countResamples(tally, resamples, resamples.count, (counts, b) =>
    names.forEach((name, k) => {
      values[k]![b] = fast[name](counts) ?? NaN
    }),
  )
  const estimates = names.map((name, k) => {
    const value = exact[name](once)
    return [name, { value, ci95: value === null ? null : percentileInterval(values[k]!) }] as const
  })
  return {
    ...(Object.fromEntries(estimates) as Record<keyof Numbers, Estimate>),
    curve: curveOf(p, condensed, tally, resamples),
    bins: Array.from(
      countOnce({
        cells: Int32Array.from(p, (value) => Math.min(Math.floor(value * histogramBins), histogramBins - 1)),
        size: histogramBins,
      }),
    ),
  }
}

function numbersOf(p: Float64Array, logits: Float64Array, y: Uint8Array, errors: Float64Array): Numbers {
  return {
    ...calibrationLine(logits, y),
    brier: (weights) => weightedMean(errors, weights),
    ece: expectedCalibrationError(p, y),
  }
}

/** null where all predictions are the same, or all cases are of the class, or none. */
function curveOf(
  p: Float64Array,
  condensed: Condensed,
  tally: Tally,
  resamples: Resamples,
): Calibration['curve'] {
  const sorted = p.toSorted()
  const [from, to] = [percentile(sorted, tail), percentile(sorted, 1 - tail)]
  if (!(from < to) || new Set(condensed.y).size < 2) return null
  const at = Float64Array.from({ length: points }, (_, k) => from + ((to - from) * k) / (points - 1))
  const smooth = lowess(condensed.p, Float64Array.from(condensed.y), at)
  const curve = new Float64Array(points)
  smooth(countOnce(tally), curve)
  const count = Math.min(resamples.count, resamplesOfCurves)
  const band = bandOf(points, count)
  countResamples(tally, resamples, count, (counts, b) => smooth(counts, band.of(b)))
  return band.around(at, curve)
}
