import { formatCount } from '../format.ts'
import { leftOutInWords, type NamedPerformance } from './class-curves.ts'
import { classLook } from './class-look.ts'
import { curveSeries, curveTable, valuesAt } from './curve-series.ts'
import { chanceLine } from './roc.ts'
import { shareAxis, type XYChart } from './xy-chart.ts'

/** ROC of every class against the rest by one procedure; null where no class has a curve. */
export function rocClassesChart({ label, performance }: NamedPerformance): XYChart | null {
  const curves = performance.classes.flatMap(({ class: name, roc }, i) =>
    roc ? [{ label: name, look: classLook(i), curve: roc }] : [],
  )
  if (curves.length === 0) return null
  const leftOut = performance.classes.flatMap(({ class: name, discrimination }) => {
    const words = discrimination ? leftOutInWords(discrimination, 'discrimination') : null
    return words === null ? [] : [`“${name}”: ${words}`]
  })
  const all = `n = ${formatCount(performance.classes[0]!.cases)} cases of ${performance.classes.length} classes`
  const n = [all, ...leftOut].join('; ')
  return {
    title: `Every class by ${label}`,
    n,
    x: shareAxis('False positive rate (1 − specificity)'),
    y: shareAxis('True positive rate (sensitivity)'),
    // bands of many classes would hide each other: the table has them
    series: [chanceLine, ...curves.map((one) => ({ ...curveSeries(one), band: [] }))],
    summary: `ROC of every class against the rest by ${label}, mean over the folds; ${n}. At a false positive rate of 0.1 the true positive rate is ${valuesAt(curves, 0.1)}.`,
    table: curveTable(curves, 'False positive rate', 'True positive rate', 'Class'),
  }
}
