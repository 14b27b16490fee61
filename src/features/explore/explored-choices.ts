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
  /** What is shown at first. */
  readonly first: FoldChoice
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
  // a run compares two projections, one of which is another than none, on some fold
  return { procedures, places, first: { ...procedures[0]!.of, place: places[0]!.place } }
}

/** A place with its name, as the run has it. */
export const namedPlace = (places: readonly NamedPlace[], place: NamedPlace['place']): NamedPlace =>
  places.find((one) => placeKey(one.place) === placeKey(place)) ?? { place, leftOut: null }
