import { casesInWords, curvesOf, ofClass, type NamedPerformance } from './class-curves.ts'
import { curveSeries, curveTable, valuesAt } from './curve-series.ts'
import { numberAxis, referenceLook, shareAxis, type XYChart } from './xy-chart.ts'

/** Where a reader may want the net benefit. */
const threshold = 0.2

/** Net benefit by threshold probability (Vickers and Elkin 2006), a curve a procedure, beside treating everyone and no one. */
export function decisionCurveChart(
  procedures: readonly NamedPerformance[],
  className: string,
): XYChart | null {
  const curves = curvesOf(procedures, className, ({ decision_curve }) => decision_curve.model)
  const counted = procedures.map(({ performance }) => ofClass(performance, className)).find(Boolean)
  if (curves.length === 0 || !counted) return null
  const n = casesInWords(procedures, className)
  const { model, treat_all } = counted.decision_curve
  const all = model.x.map((x, i) => ({ x, y: treat_all[i]! }))
  return {
    title: 'Decision curve',
    n,
    x: shareAxis(`Threshold probability: treat from this risk of “${className}” on`),
    y: benefitAxis(
      curves.flatMap(({ curve }) => curve.high.filter((y) => y !== null)),
      counted,
    ),
    series: [
      { ...referenceLook, label: 'Treat no one', line: [{ x: 0, y: 0 }, { x: 1, y: 0 }] }, // prettier-ignore
      { colour: 'neutral', shape: null, dashed: false, label: 'Treat everyone', line: all },
      ...curves.map(curveSeries),
    ],
    summary: `Net benefit of treating whoever reaches the threshold probability of “${className}”, with its pointwise 95 % band; ${n}. At a threshold of ${threshold} it is ${valuesAt(curves, threshold)}.`,
    table: curveTable(curves, 'Threshold probability', 'Net benefit'),
  }
}

/** From a little below 0 to what treating every case rightly would bring: the loss of treating everyone knows no bottom. */
function benefitAxis(
  high: readonly number[],
  { cases, positives }: { readonly cases: number; readonly positives: number },
): XYChart['y'] {
  const top = Math.max(positives / cases, ...high)
  return numberAxis('Net benefit (true positives per case)', [-0.15 * top, top])
}
