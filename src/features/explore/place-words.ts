import type { HeldOutPlace, NamedPlace } from '../../core/explore/held-out-places.ts'

/** A place in a list: "Fold 2", "Fold 2, repeat 1", "Without “north”", "Locked test set". */
export function placeTitle({ place, leftOut }: NamedPlace, repeats: number): string {
  if (place.kind === 'locked-test') return 'Locked test set'
  const fold = leftOut === null ? `Fold ${place.fold + 1}` : `Without “${leftOut}”`
  return repeats > 1 ? `${fold}, repeat ${place.repeat + 1}` : fold
}

/** A place in a sentence: "fold 2", "the fold without “north”", "the locked test set". */
export function placeNoun({ place, leftOut }: NamedPlace): string {
  if (place.kind === 'locked-test') return 'the locked test set'
  return leftOut === null ? `fold ${place.fold + 1}` : `the fold without “${leftOut}”`
}

/** What the projection was fitted on, whose held-out cases these are. */
export const fittedOn = (place: HeldOutPlace): string =>
  place.kind === 'locked-test' ? 'the cases that are not locked away' : 'the other folds'
