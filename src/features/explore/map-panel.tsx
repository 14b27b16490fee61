import type { ReactElement } from 'react'
import type { Results } from '../../core/evaluation/types.ts'
import { placeKey } from '../../core/explore/held-out-places.ts'
import type { RunRecord } from '../../state/app-state.ts'
import { useActions, useApp } from '../../state/context.ts'
import { foldOf, type FoldChoice } from '../../state/exploration.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { procedureKey, type ExploredChoices } from './explored-choices.ts'
import { FoldExplorer } from './fold-explorer.tsx'
import { InexactFit, LockedWarning } from './fold-warnings.tsx'
import { fittedOn, placeTitle } from './place-words.ts'

/** Which fold is projected, and what it looks like. */
export function MapPanel(props: {
  run: RunRecord
  results: Results
  choices: ExploredChoices
  choice: FoldChoice
  /** The case that is looked at, by its ID. */
  current: string | null
  onChoice: (choice: FoldChoice) => void
  onCurrent: (id: string) => void
}): ReactElement {
  const { run, results, choices, choice, current, onChoice, onCurrent } = props
  const job = useApp((state) => state.job)
  const isBusy = useApp((state) => state.job !== null || state.exploring !== null)
  const fold = useApp((state) => foldOf(state.exploration, run.id, choice))
  const actions = useActions()
  const repeats = results.study.validation.repeats
  return (
    <>
      <div className="fields">
        <SelectField
          label="Projection"
          value={procedureKey(choice)}
          options={choices.procedures.map(({ value, label }) => ({ value, label }))}
          onChange={(value) =>
            onChoice({ ...choice, ...choices.procedures.find((one) => one.value === value)!.of })
          }
        />
        <SelectField
          label="Held-out cases of"
          value={placeKey(choice.place)}
          options={choices.places.map((named) => ({
            value: placeKey(named.place),
            label: placeTitle(named, repeats),
          }))}
          onChange={(value) =>
            onChoice({ ...choice, place: choices.places.find((one) => placeKey(one.place) === value)!.place })
          }
        />
      </div>
      {choice.place.kind === 'locked-test' && <LockedWarning />}
      {!fold && (
        <div className="row">
          <Button
            kind="primary"
            icon="play"
            disabled={isBusy}
            onClick={() => void actions.exploreFold(run.id, choice)}
          >
            Show these cases
          </Button>
          <span className="quiet">
            {job?.kind === 'explore'
              ? 'Working: see below.'
              : `The projection is fitted again on ${fittedOn(choice.place)}, with the run’s seed. It never sees one of these cases.`}
          </span>
        </div>
      )}
      {fold && !fold.isExact && <InexactFit />}
      {fold && (
        <FoldExplorer
          key={`${procedureKey(choice)} ${placeKey(choice.place)}`}
          {...{ fold, results, choices, current, onCurrent, onChoice }}
        />
      )}
    </>
  )
}
