import { usedBy } from './modality-sets.ts'
import type { ExperimentData, Prediction, UnitResult } from './types.ts'

/** The probabilities of a unit's test cases, by classifier. @param caseIds of every case, [n] */
export function predictionsOf(
  { unit, proba }: UnitResult,
  { classes }: Pick<ExperimentData, 'classes'>,
  caseIds: readonly string[],
): Prediction[] {
  const { repeat, fold, projection, fusion } = unit
  return Object.entries(proba).flatMap(([classifier, { data, cols }]) =>
    Array.from(unit.test, (caseIndex, i) => ({
      case: caseIds[caseIndex]!,
      repeat,
      fold,
      projection,
      fusion,
      ...usedBy(unit),
      classifier,
      proba: Object.fromEntries(classes.map((name, c) => [name, data[i * cols + c]!])),
    })),
  )
}
