import { useMemo, type ReactElement } from 'react'
import type { Results } from '../../core/evaluation/types.ts'
import { isSamePlace, placesByCase, type HeldOutPlace } from '../../core/explore/held-out-places.ts'
import { useApp } from '../../state/context.ts'
import type { ExploredFold } from '../../state/exploration.ts'
import { Button } from '../../ui/button.tsx'
import { formatCount, plural } from '../../ui/format.ts'
import { namedPlace, type ExploredChoices } from './explored-choices.ts'
import { placeNoun } from './place-words.ts'

/** How much was found on a map; where nothing was and the words are the name of a case elsewhere, the way there. */
export function SearchResult(props: {
  matches: ReadonlySet<number>
  fold: ExploredFold
  results: Results
  choices: ExploredChoices
  search: string
  onPlace: (place: HeldOutPlace) => void
}): ReactElement {
  const { matches, fold, results, choices, search, onPlace } = props
  const { place } = fold.choice
  const elsewhere = useMemo(
    () => (matches.size === 0 ? caseElsewhere(results, place, search) : null),
    [matches, results, place, search],
  )
  return (
    <>
      <p className="quiet" role="status">
        {plural(matches.size, 'case')} of {formatCount(fold.cases.length)} found
        {matches.size > 0 && '; the others are faint'}. “All cases” looks everywhere.
      </p>
      {elsewhere && (
        <p className="row">
          {elsewhere.id} is a held-out case of {placeNoun(namedPlace(choices.places, elsewhere.place))}.
          <Button className="button--small" onClick={() => onPlace(elsewhere.place)}>
            Go there
          </Button>
        </p>
      )}
    </>
  )
}

/** The case that has this name, in whatever case it is written, where it was held out elsewhere in the same repeat. */
function caseElsewhere(
  results: Results,
  here: HeldOutPlace,
  written: string,
): { readonly id: string; readonly place: HeldOutPlace } | null {
  const wanted = written.trim().toLowerCase()
  for (const [id, place] of placesByCase(results, here.kind === 'fold' ? here.repeat : 0))
    if (id.toLowerCase() === wanted && !isSamePlace(place, here)) return { id, place }
  return null
}

/** Instead of a map that is being drawn, or was not. */
export function MissingLayout({ onDraw }: { onDraw: () => void }): ReactElement {
  const job = useApp((state) => state.job)
  if (job?.kind === 'explore')
    return <p className="quiet">The map by UMAP is being drawn; this is the one by PCA.</p>
  return (
    <p className="row quiet">
      The map by UMAP was not drawn; this is the one by PCA.
      <Button className="button--small" disabled={job !== null} onClick={onDraw}>
        Draw it
      </Button>
    </p>
  )
}
