import type { Unit } from './types.ts'

/** Permutations of the label-shuffle check. */
export const shufflePermutations = 5

type Place = Pick<Unit, 'repeat' | 'fold' | 'check'>

/** Whether a unit is a fold of the cross-validation, not of one of the checks beside it. */
export const isCrossValidation = ({ check }: Pick<Unit, 'check'>): boolean => check === undefined

/**
 * The place of a unit in a study, which names its key and its random streams: units of the checks draw from others than the folds, so
 * that a study gives the same cells with and without them (R12).
 */
export function placeOf({ repeat, fold, check }: Place): readonly (string | number)[] {
  if (check?.kind === 'locked-test') return ['locked test']
  if (check?.kind === 'final-model') return ['final model']
  if (check?.kind === 'label-shuffle') return ['label shuffle', check.permutation, repeat, fold]
  return [repeat, fold]
}
