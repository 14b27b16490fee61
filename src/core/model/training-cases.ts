import { identity } from '../tables/hidden-characters.ts'
import { isMissing } from '../tables/missing.ts'
import type { FinalModel } from './final-model.ts'

/**
 * Which of the IDs are those of cases that a model was fitted on: what it says of these is in-sample, and no test of it (R2, R10).
 * @param ids cells of an ID column, [n]
 * @returns [n]; null where a case has no ID
 */
export function areTrainingCases(
  { caseIds }: Pick<FinalModel, 'caseIds'>,
  ids: readonly string[],
): (boolean | null)[] {
  const known = new Set(caseIds)
  return ids.map((cell) => {
    const id = identity(cell)
    return isMissing(cell) || id === '' ? null : known.has(id)
  })
}
