import { basisInWords, curvesOf, type NamedPerformance } from './class-curves.ts'
import { curveSeries, curveTable, valuesAt } from './curve-series.ts'
import { referenceLook, shareAxis, type Series, type XYChart } from './xy-chart.ts'

/** Where a reader may want the sensitivity. */
const falsePositives = 0.1

export const chanceLine: Series = {
  ...referenceLook,
  label: 'Chance',
  line: [{ x: 0, y: 0 }, { x: 1, y: 1 }], // prettier-ignore
}

/** ROC of one class against the rest, a curve a procedure; null where no fold has cases of both kinds. */
export function rocChart(procedures: readonly NamedPerformance[], className: string): XYChart | null {
  const curves = curvesOf(procedures, className, ({ roc }) => roc)
  if (curves.length === 0) return null
  const n = basisInWords(procedures, className, (of) => of.discrimination, 'discrimination')
  return {
    title: 'ROC curve',
    n,
    x: shareAxis('False positive rate (1 − specificity)'),
    y: shareAxis('True positive rate (sensitivity)'),
    series: [chanceLine, ...curves.map(curveSeries)],
    summary: `ROC of “${className}”, mean over the folds with its pointwise 95 % band; ${n}. At a false positive rate of ${falsePositives} the true positive rate is ${valuesAt(curves, falsePositives)}.`,
    table: curveTable(curves, 'False positive rate', 'True positive rate'),
  }
}
