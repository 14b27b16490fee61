import { basisInWords, curvesOf, ofClass, type NamedPerformance } from './class-curves.ts'
import { curveSeries, curveTable, valuesAt } from './curve-series.ts'
import { referenceLook, shareAxis, type XYChart } from './xy-chart.ts'

/** Where a reader may want the precision. */
const recall = 0.8

/** Precision and recall of one class, a curve a procedure; null where no fold has a case of it. */
export function prChart(procedures: readonly NamedPerformance[], className: string): XYChart | null {
  const curves = curvesOf(procedures, className, ({ pr }) => pr)
  const counted = procedures.map(({ performance }) => ofClass(performance, className)).find(Boolean)
  if (curves.length === 0 || !counted) return null
  const n = basisInWords(procedures, className, (of) => of.discrimination, 'discrimination')
  const { cases, positives } = counted.discrimination ?? counted
  const prevalence = positives / cases
  return {
    title: 'Precision and recall',
    n,
    x: shareAxis('Recall (sensitivity)'),
    y: shareAxis('Precision (PPV)'),
    series: [
      {
        ...referenceLook,
        label: 'Chance: the share of the class',
        line: [{ x: 0, y: prevalence }, { x: 1, y: prevalence }], // prettier-ignore
      },
      ...curves.map(curveSeries),
    ],
    summary: `Precision and recall of “${className}”, mean over the folds with its pointwise 95 % band; ${n}. At a recall of ${recall} the precision is ${valuesAt(curves, recall)}.`,
    table: curveTable(curves, 'Recall', 'Precision'),
  }
}
