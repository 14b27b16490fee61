import { lowess } from '../../math/lowess.ts'
import { calibrationLine, logit } from '../metrics/calibration-line.ts'
import { expectedCalibrationError } from '../metrics/ece.ts'
import { weightedMean } from '../metrics/weighted-mean.ts'
import { percentile, percentileInterval, resamplesOfCurves, resamplesOfNumbers } from '../resamples.ts'
import { bandOf } from './bands.ts'
import { condense, type Condensed } from './condense.ts'
import type { Calibration } from './performance.ts'
import { countOnce, type Tally } from './tally.ts'

/** Places at which the smooth curve is drawn. */
const points = 51
/** Share of the predictions beyond either end of the curve, where too few lie to smooth. */
const tail = 0.01
const histogramBins = 10
/** The error that Newton's method may leave in a resample: its square is far below what an interval shows. */
const resampleStep = 1e-2

type NumberName = 'intercept' | 'slope' | 'brier' | 'ece'
type Numbers = Readonly<Record<NumberName, (weights: Float64Array) => number | null>>
const numberNames: readonly NumberName[] = ['intercept', 'slope', 'brier', 'ece']

/**
 * Calibration of one class over all held-out predictions. The smooth curve is a lowess (Cleveland 1979; Harrell's val.prob); all that
 * is resampled is worked out on condensed predictions.
 * @param proba predicted probability of the class, [n]; NaN where a row is left out
 * @param isClass 1 where it is true, [n]
 */
export function calibrationTally(
  proba: Float64Array,
  isClass: Uint8Array,
): Tally<Omit<Calibration, 'basis'>> {
  const rows = Int32Array.from(proba.keys()).filter((i) => !Number.isNaN(proba[i]!))
  const p = Float64Array.from(rows, (i) => proba[i]!)
  const y = Uint8Array.from(rows, (i) => isClass[i]!)
  const condensed = condense(p, y)
  const cells = new Int32Array(proba.length).fill(-1)
  rows.forEach((row, i) => (cells[row] = condensed.cells[i]!))
  const size = condensed.p.length

  const numbers = numbersOf(condensed, resampleStep)
  const values = numberNames.map(() => new Float64Array(resamplesOfNumbers))
  const curve = smoothCurve(p, condensed)
  return {
    cells,
    size,
    resamples: resamplesOfNumbers,
    add(counts, b) {
      numberNames.forEach((name, k) => {
        values[k]![b] = numbers[name](counts) ?? NaN
      })
      if (b < resamplesOfCurves) curve?.add(counts, b)
    },
    result() {
      const exact = exactNumbers(p, y)
      const estimates = numberNames.map((name, k) => [
        name,
        { value: exact[name], ci95: exact[name] === null ? null : percentileInterval(values[k]!) },
      ])
      return {
        ...(Object.fromEntries(estimates) as Pick<Calibration, NumberName>),
        curve: curve && curve.around(countOnce({ cells, size })),
        bins: Array.from(
          countOnce({
            cells: Int32Array.from(p, (value) =>
              Math.min(Math.floor(value * histogramBins), histogramBins - 1),
            ),
            size: histogramBins,
          }),
        ),
      }
    },
  }
}

function numbersOf(
  { p, logits, y, squaredErrors }: Omit<Condensed, 'cells'>,
  smallestStep?: number,
): Numbers {
  return {
    ...calibrationLine(logits, y, smallestStep),
    brier: (weights) => weightedMean(squaredErrors, weights),
    ece: expectedCalibrationError(p, y),
  }
}

function exactNumbers(p: Float64Array, y: Uint8Array): Readonly<Record<NumberName, number | null>> {
  const once = new Float64Array(p.length).fill(1)
  const { intercept, slope, brier, ece } = numbersOf({
    p,
    y,
    logits: p.map(logit),
    squaredErrors: p.map((value, i) => (value - y[i]!) ** 2),
  })
  return { intercept: intercept(once), slope: slope(once), brier: brier(once), ece: ece(once) }
}

interface SmoothCurve {
  add(counts: Float64Array, b: number): void
  around(counts: Float64Array): Calibration['curve']
}

/** null where all predictions are the same, or all cases are of the class, or none. */
function smoothCurve(p: Float64Array, condensed: Condensed): SmoothCurve | null {
  const sorted = p.toSorted()
  const [from, to] = [percentile(sorted, tail), percentile(sorted, 1 - tail)]
  if (!(from < to) || new Set(condensed.y).size < 2) return null
  const at = Float64Array.from({ length: points }, (_, k) => from + ((to - from) * k) / (points - 1))
  const smooth = lowess(condensed.p, Float64Array.from(condensed.y), at)
  const band = bandOf(points, resamplesOfCurves)
  return {
    add: (counts, b) => smooth(counts, band.of(b)),
    around(counts) {
      const curve = new Float64Array(points)
      smooth(counts, curve)
      return band.around(at, curve)
    },
  }
}
