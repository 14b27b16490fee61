import { useMemo, type ReactElement } from 'react'
import type { Dataset } from '../../core/dataset/dataset.ts'
import type { Results } from '../../core/evaluation/types.ts'
import { placesByCase, type HeldOutPlace } from '../../core/explore/held-out-places.ts'
import type { Table } from '../../core/tables/table.ts'
import type { OpenedCase, RunRecord } from '../../state/app-state.ts'
import { useActions, useApp } from '../../state/context.ts'
import type { FoldChoice } from '../../state/exploration.ts'
import { FailureCallout } from '../../strings/failure-callout.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { CasePictures, CaseWords } from './case-contents.tsx'
import { CaseEdits } from './case-edits.tsx'
import { CaseFacts } from './case-facts.tsx'
import { CaseNeighbours } from './case-neighbours.tsx'
import { CaseSteps } from './case-steps.tsx'
import { namedPlace, type ExploredChoices } from './explored-choices.ts'
import { LockedWarning } from './fold-warnings.tsx'
import { useLabelsNow } from './labels-now.ts'
import { placeNoun } from './place-words.ts'
import type { RunDataset } from './run-dataset.ts'

interface CaseDialogProps {
  run: RunRecord
  dataset: RunDataset
  results: Results
  choices: ExploredChoices
  /** The projection in whose spaces similar cases are sought, and the repeat that divides the cases. */
  choice: FoldChoice
  opened: OpenedCase
  /** See CaseNeighbours. */
  begun: Set<string>
  onShowOnMap: (place: HeldOutPlace) => void
  returnFocus: (opener: HTMLElement | null) => HTMLElement | null
  onClose: () => void
}

interface OneCaseProps extends Omit<CaseDialogProps, 'dataset'> {
  dataset: Dataset
  table: Table
}

/** One case of a run: what it holds, what was predicted of it, and what is similar to it among the cases held out with it. */
export function CaseDialog(props: CaseDialogProps): ReactElement {
  const { dataset, opened, onClose, returnFocus } = props
  const table = useApp((state) => state.project?.table)
  const failure = useApp((state) => state.failure)
  const { dismissFailure } = useActions()
  return (
    <Dialog title={`Case ${opened.id}`} onClose={onClose} returnFocus={returnFocus} wide>
      {/* what the page says of it lies behind the dialog */}
      {failure && (
        <FailureCallout
          failure={failure}
          action={<Button onClick={() => dismissFailure()}>Dismiss</Button>}
        />
      )}
      <CaseSteps opened={opened} />
      {dataset === 'reading' || !table ? (
        <p className="quiet">Reading the cases of this run…</p>
      ) : dataset === 'gone' ? (
        <p className="quiet">The cases of this run could not be read: there is nothing to show.</p>
      ) : (
        <OneCase key={opened.id} {...props} dataset={dataset} table={table} />
      )}
    </Dialog>
  )
}

function OneCase(props: OneCaseProps): ReactElement {
  const { run, results, choices, choice, opened, begun, dataset, table, onShowOnMap } = props
  const now = useLabelsNow()
  const caseIndex = dataset.caseIds.indexOf(opened.id)
  const repeat = choice.place.kind === 'fold' ? choice.place.repeat : 0
  const places = useMemo(() => placesByCase(results, repeat), [results, repeat])
  const place = places.get(opened.id)
  if (caseIndex < 0)
    return <p>This run did not see the case: it has come to the data since, or was left out.</p>
  const named = place && namedPlace(choices.places, place)
  return (
    <>
      <div className="case-head">
        <CasePictures caseIndex={caseIndex} dataset={dataset} />
        <div className="stack">
          {place?.kind === 'locked-test' && <LockedWarning />}
          <CaseFacts {...{ results, choice, caseIndex, dataset, now }} place={named ?? null} />
          <CaseWords caseIndex={caseIndex} table={table} dataset={dataset} />
          <div className="case-actions" role="group" aria-label="With this case">
            <CaseEdits ids={[opened.id]} />
          </div>
        </div>
      </div>
      <section className="stack stack--close" aria-labelledby="case-similar">
        <div className="row row--apart">
          <h3 id="case-similar">Similar cases</h3>
          {place && (
            <Button className="button--small" onClick={() => onShowOnMap(place)}>
              Show on the map
            </Button>
          )}
        </div>
        {named ? (
          <CaseNeighbours
            {...{ run, choice, opened, begun, caseIndex, table }}
            place={named.place}
            noun={placeNoun(named)}
          />
        ) : (
          <p className="quiet">
            No fold of this run held this case out, and it was not locked away: this run has no fair
            comparison for it.
          </p>
        )}
      </section>
    </>
  )
}
