import type { Recalibration } from '../evaluation/performance/performance.ts'
import { estimateText } from '../format.ts'
import { basisInWords, curvesOf, ofClass, type NamedPerformance } from './class-curves.ts'
import { curveSeries, curveTable } from './curve-series.ts'
import { referenceLook, shareAxis, type XYChart } from './xy-chart.ts'

/**
 * How often a class is true where it was predicted with a probability, a curve a procedure, above a histogram of the first
 * procedure's predictions; null where no curve can be drawn.
 */
export function calibrationChart(
  procedures: readonly NamedPerformance[],
  className: string,
  recalibration: Recalibration,
): XYChart | null {
  const curves = curvesOf(procedures, className, ({ calibration }) => calibration[recalibration].curve)
  if (curves.length === 0) return null
  const n = basisInWords(procedures, className, (of) => of.calibration[recalibration].basis, 'recalibration')
  const bins = ofClass(procedures[0]!.performance, className)?.calibration[recalibration].bins ?? []
  const slopes = procedures.flatMap(({ label, performance }) => {
    const slope = ofClass(performance, className)?.calibration[recalibration].slope
    return slope ? [`${estimateText(slope.value, slope.ci95)} with ${label}`] : []
  })
  return {
    title: 'Calibration curve',
    n,
    x: shareAxis(
      `Predicted probability of “${className}”; below, the predictions of ${procedures[0]!.label}`,
    ),
    y: shareAxis('Share of cases that have it'),
    series: [
      { ...referenceLook, label: 'Ideal', line: [{ x: 0, y: 0 }, { x: 1, y: 1 }] }, // prettier-ignore
      ...curves.map(curveSeries),
    ],
    histogram: bins.map((count, i) => ({ from: i / bins.length, to: (i + 1) / bins.length, count })),
    summary: `Smoothed calibration of “${className}”, with its pointwise 95 % band; ${n}. Slope (1 is ideal, below it probabilities are too extreme): ${slopes.join(', ')}.`,
    table: curveTable(curves, 'Predicted probability', 'Share of cases that have it'),
  }
}
