import type { ClassPerformance, Curve, ProcedurePerformance } from '../evaluation/performance/performance.ts'
import { formatCount } from '../format.ts'
import type { NamedCurve } from './curve-series.ts'
import { lookOf } from './xy-chart.ts'

/** A procedure under the name that its reader knows it by. */
export interface NamedPerformance {
  readonly label: string
  readonly performance: ProcedurePerformance
}

/** Of one class, where the procedure has it. */
export const ofClass = ({ classes }: ProcedurePerformance, name: string): ClassPerformance | undefined =>
  classes.find((one) => one.class === name)

/** One curve of one class of each procedure that has it. */
export function curvesOf(
  procedures: readonly NamedPerformance[],
  name: string,
  pick: (performance: ClassPerformance) => Curve | null,
): NamedCurve[] {
  return procedures.flatMap(({ label, performance }) => {
    const found = ofClass(performance, name)
    const curve = found ? pick(found) : null
    return curve ? [{ label, look: lookOf(performance), curve }] : []
  })
}

/** "n = 480 cases, 200 of them “admitted”". */
export function casesInWords(procedures: readonly NamedPerformance[], name: string): string {
  const found = procedures.map(({ performance }) => ofClass(performance, name)).find(Boolean)
  if (!found) return 'n = 0 cases'
  return `n = ${formatCount(found.cases)} cases, ${formatCount(found.positives)} of them “${name}”`
}
