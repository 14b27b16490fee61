import type {
  Basis,
  ClassPerformance,
  Curve,
  ProcedurePerformance,
} from '../evaluation/performance/performance.ts'
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

/** Why folds can be no part of a figure. */
const whyLeftOut = {
  discrimination: 'its test cases are of one kind only',
  recalibration: 'its inner cases lack a class, so that nothing could be recalibrated',
  threshold: 'no threshold could be chosen',
} as const

/**
 * The cases of one class's figure: "n = 480 cases, 200 of them “admitted”", and the folds that it had to leave out (R13). Those of
 * each procedure where they differ, which the same folds and inner splits do not let them.
 * @param pick the figure's basis; undefined in runs stored by earlier versions, which kept none
 */
export function basisInWords(
  procedures: readonly NamedPerformance[],
  name: string,
  pick: (performance: ClassPerformance, procedure: ProcedurePerformance) => Basis | undefined,
  why: keyof typeof whyLeftOut,
): string {
  const found = procedures.flatMap(({ label, performance }) => {
    const one = ofClass(performance, name)
    if (!one) return []
    const basis = pick(one, performance)
    return [{ label, words: basis ? ofBasis(basis, name, why) : `at most ${positivesOf(one, name)}` }]
  })
  const [first, ...others] = found
  if (!first) return 'n = 0 cases'
  if (others.every(({ words }) => words === first.words)) return `n = ${first.words}`
  return found.map(({ label, words }) => `n = ${words} with ${label}`).join('; ')
}

/** "1 of 5 folds left out: its test cases are of one kind only"; null where none is. */
export function leftOutInWords(
  { folds, undefined_folds: out }: Basis,
  why: keyof typeof whyLeftOut,
): string | null {
  return out === 0 ? null : `${out} of ${folds + out} folds left out: ${whyLeftOut[why]}`
}

/** All held-out cases of a class: "n = 480 cases, 200 of them “admitted”". */
export function casesInWords(procedures: readonly NamedPerformance[], name: string): string {
  const found = procedures.map(({ performance }) => ofClass(performance, name)).find(Boolean)
  return found ? `n = ${positivesOf(found, name)}` : 'n = 0 cases'
}

function ofBasis(basis: Basis, name: string, why: keyof typeof whyLeftOut): string {
  return [positivesOf(basis, name), leftOutInWords(basis, why)].filter((part) => part !== null).join('; ')
}

const positivesOf = (
  { cases, positives }: Pick<ClassPerformance, 'cases' | 'positives'>,
  name: string,
): string => `${formatCount(cases)} cases, ${formatCount(positives)} of them “${name}”`
