import { usesAll } from '../evaluation/modality-sets.ts'
import type { Cell, Results, Unit } from '../evaluation/types.ts'

/** Where a run held cases out: in a fold of the cross-validation, or as its locked test set. Each has a space of its own (R10). */
export type HeldOutPlace =
  ({ readonly kind: 'fold' } & Pick<Cell, 'repeat' | 'fold'>) | { readonly kind: 'locked-test' }

/** A place, and what it is called where the study names it. */
export interface NamedPlace {
  readonly place: HeldOutPlace
  /** The site that the fold leaves out; null where it leaves out none. */
  readonly leftOut: string | null
}

export const lockedTest: HeldOutPlace = { kind: 'locked-test' }

/** The same for the same place. */
export const placeKey = (place: HeldOutPlace): string =>
  place.kind === 'fold' ? `${place.repeat}/${place.fold}` : place.kind

export const isSamePlace = (a: HeldOutPlace, b: HeldOutPlace): boolean => placeKey(a) === placeKey(b)

/** Whether a unit that uses all modalities tests the cases of this place. */
export function testsPlace({ check, modalities, repeat, fold }: Unit, place: HeldOutPlace): boolean {
  if (modalities !== undefined) return false
  if (place.kind === 'locked-test') return check?.kind === 'locked-test'
  return check === undefined && repeat === place.repeat && fold === place.fold
}

/** Every place of a run, in the order of its cells; the locked test set last. */
export function heldOutPlaces({
  cells,
  locked_test: locked,
}: Pick<Results, 'cells' | 'locked_test'>): NamedPlace[] {
  const folds = new Map<string, NamedPlace>()
  for (const { repeat, fold, fold_name: leftOut = null } of cells) {
    const place = { kind: 'fold', repeat, fold } as const
    folds.set(placeKey(place), { place, leftOut })
  }
  return [...folds.values(), ...(locked ? [{ place: lockedTest, leftOut: null }] : [])]
}

/**
 * Where each case was held out: in one fold of this repeat, or locked away. A case that is neither, such as one without a site where
 * sites are left out, is not among them: no projection of the run may be said to have held it out.
 *
 * @returns place by the case's ID
 */
export function placesByCase(
  { predictions, locked_test: locked }: Pick<Results, 'predictions' | 'locked_test'>,
  repeat: number,
): Map<string, HeldOutPlace> {
  const folds = new Map<number, HeldOutPlace>()
  const found = new Map<string, HeldOutPlace>()
  for (const prediction of predictions) {
    if (prediction.repeat !== repeat || !usesAll(prediction) || found.has(prediction.case)) continue
    const { fold } = prediction
    const place = folds.get(fold) ?? { kind: 'fold', repeat, fold }
    folds.set(fold, place)
    found.set(prediction.case, place)
  }
  for (const { case: id } of locked?.predictions ?? []) found.set(id, lockedTest)
  return found
}
