import type { Cell, Results } from '../../core/evaluation/types.ts'
import { heldOutPlaces, placeKey, type NamedPlace } from '../../core/explore/held-out-places.ts'
import { procedureLabel } from '../../core/report/words.ts'
import type { FoldChoice } from '../../state/exploration.ts'

type Procedure = Pick<Cell, 'projection' | 'fusion'>

/** What of a run can be looked at. */
export interface ExploredChoices {
  /** Every projection of all modalities, that of the verdict first. */
  readonly procedures: readonly { readonly value: string; readonly label: string; readonly of: Procedure }[]
  readonly places: readonly NamedPlace[]
  /** What is shown at first; null where the run has no projection. */
  readonly first: FoldChoice | null
}

export const procedureKey = ({ projection, fusion }: Procedure): string => `${projection}/${fusion}`

export function exploredChoices(results: Results): ExploredChoices {
  const found = new Map<string, ExploredChoices['procedures'][number]>()
  for (const { projection, fusion, modalities } of results.cells) {
    if (modalities !== undefined || projection === 'none') continue
    const of = { projection, fusion }
    const value = procedureKey(of)
    found.set(value, { value, label: procedureLabel(of, results), of })
  }
  const [primary] = results.comparison.compare
  const procedures = [...found.values()].sort(
    (a, b) => Number(a.of.projection !== primary) - Number(b.of.projection !== primary),
  )
  const places = heldOutPlaces(results)
  const [procedure, named] = [procedures[0], places[0]]
  return { procedures, places, first: procedure && named ? { ...procedure.of, place: named.place } : null }
}

/** A place with its name, as the run has it. */
export const namedPlace = (places: readonly NamedPlace[], place: NamedPlace['place']): NamedPlace =>
  places.find((one) => placeKey(one.place) === placeKey(place)) ?? { place, leftOut: null }
