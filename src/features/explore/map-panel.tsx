import { useMemo, useState, type ReactElement } from 'react'
import type { Cell, Results } from '../../core/evaluation/types.ts'
import { procedureLabel } from '../../core/report/words.ts'
import type { RunRecord } from '../../state/app-state.ts'
import { useActions, useApp } from '../../state/context.ts'
import type { FoldChoice } from '../../state/exploration.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { SelectField } from '../../ui/field.tsx'
import { FoldExplorer } from './fold-explorer.tsx'

/** Which fold is projected, and what it looks like. */
export function MapPanel({ run, results }: { run: RunRecord; results: Results }): ReactElement {
  const job = useApp((state) => state.job)
  const fold = useApp((state) => state.exploration?.fold)
  const actions = useActions()
  const { procedures, places } = useMemo(() => choicesOf(results), [results])
  const [procedure, setProcedure] = useState(procedures[0]?.value ?? '')
  const [place, setPlace] = useState(places[0]?.value ?? '')
  const mine = fold?.runId === run.id ? fold : null
  const chosen = choiceOf(procedures, procedure, places, place)
  const isShown = mine !== null && chosen !== null && sameChoice(mine.choice, chosen)
  return (
    <>
      <div className="fields">
        <SelectField
          label="Projection"
          value={procedure}
          options={procedures.map(({ value, label }) => ({ value, label }))}
          onChange={setProcedure}
        />
        <SelectField
          label="Held-out fold"
          value={place}
          options={places.map(({ value, label }) => ({ value, label }))}
          onChange={setPlace}
        />
      </div>
      {!isShown && (
        <div className="row">
          <Button
            kind={mine ? 'plain' : 'primary'}
            icon="play"
            disabled={job !== null || chosen === null}
            onClick={() => chosen && void actions.exploreFold(run.id, chosen)}
          >
            Show this fold
          </Button>
          <span className="quiet">
            {job?.kind === 'explore'
              ? 'Working: see below.'
              : 'The projection is fitted again on the other folds, with the run’s seed. It never sees a case of this one.'}
          </span>
        </div>
      )}
      {mine && !mine.isExact && (
        <Callout kind="warning">
          This run was computed by another version of the program or on another backend: the last digits of
          what is shown may differ from what it predicted from.
        </Callout>
      )}
      {mine && (
        <FoldExplorer
          key={JSON.stringify(mine.choice)}
          fold={mine}
          results={results}
          onOtherFold={(where) => {
            setPlace(JSON.stringify([where.repeat, where.fold]))
            void actions.exploreFold(run.id, { ...mine.choice, ...where })
          }}
        />
      )}
    </>
  )
}

interface Choice<T> {
  readonly value: string
  readonly label: string
  readonly of: T
}

function choicesOf(results: Results): {
  readonly procedures: readonly Choice<Pick<Cell, 'projection' | 'fusion'>>[]
  readonly places: readonly Choice<Pick<Cell, 'repeat' | 'fold'>>[]
} {
  const procedures = new Map<string, Choice<Pick<Cell, 'projection' | 'fusion'>>>()
  const places = new Map<string, Choice<Pick<Cell, 'repeat' | 'fold'>>>()
  const repeats = results.study.validation.repeats
  for (const { projection, fusion, repeat, fold, fold_name, modalities } of results.cells) {
    if (modalities !== undefined) continue
    const where = fold_name === undefined ? `Fold ${fold + 1}` : `Without “${fold_name}”`
    const place = JSON.stringify([repeat, fold])
    places.set(place, {
      value: place,
      label: repeats > 1 ? `${where}, repeat ${repeat + 1}` : where,
      of: { repeat, fold },
    })
    const procedure = JSON.stringify([projection, fusion])
    if (projection !== 'none')
      procedures.set(procedure, {
        value: procedure,
        label: procedureLabel({ projection, fusion }, results),
        of: { projection, fusion },
      })
  }
  // what the run is about comes first
  const first = (one: Choice<Pick<Cell, 'projection'>>): number =>
    Number(one.of.projection !== results.comparison.compare[0])
  return {
    procedures: [...procedures.values()].sort((a, b) => first(a) - first(b)),
    places: [...places.values()],
  }
}

function choiceOf(
  procedures: readonly Choice<Pick<Cell, 'projection' | 'fusion'>>[],
  procedure: string,
  places: readonly Choice<Pick<Cell, 'repeat' | 'fold'>>[],
  place: string,
): FoldChoice | null {
  const a = procedures.find(({ value }) => value === procedure)
  const b = places.find(({ value }) => value === place)
  return a && b ? { ...a.of, ...b.of } : null
}

const sameChoice = (a: FoldChoice, b: FoldChoice): boolean =>
  a.projection === b.projection && a.fusion === b.fusion && a.repeat === b.repeat && a.fold === b.fold
