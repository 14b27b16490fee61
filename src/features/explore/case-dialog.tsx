import { useEffect, useMemo, useRef, type ReactElement } from 'react'
import type { Dataset } from '../../core/dataset/dataset.ts'
import type { Results } from '../../core/evaluation/types.ts'
import { placeKey, placesByCase, type HeldOutPlace } from '../../core/explore/held-out-places.ts'
import type { Table } from '../../core/tables/table.ts'
import type { OpenedCase, RunRecord } from '../../state/app-state.ts'
import { useActions, useApp } from '../../state/context.ts'
import { foldOf, type FoldChoice } from '../../state/exploration.ts'
import { FailureCallout } from '../../strings/failure-callout.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { formatCount } from '../../ui/format.ts'
import { Progress } from '../../ui/progress.tsx'
import { useKeys } from '../../ui/use-keys.ts'
import { CaseContents } from './case-contents.tsx'
import { CaseEdits } from './case-edits.tsx'
import { CaseFacts } from './case-facts.tsx'
import { namedPlace, type ExploredChoices } from './explored-choices.ts'
import { InexactFit, LockedWarning } from './fold-warnings.tsx'
import { useLabelsNow } from './labels-now.ts'
import { placeNoun } from './place-words.ts'
import type { RunDataset } from './run-dataset.ts'
import { SimilarLists } from './similar-lists.tsx'

interface CaseDialogProps {
  run: RunRecord
  dataset: RunDataset
  results: Results
  choices: ExploredChoices
  /** The projection in whose spaces similar cases are sought, and the repeat that divides the cases. */
  choice: FoldChoice
  opened: OpenedCase
  onShowOnMap: (place: HeldOutPlace) => void
  onClose: () => void
}

interface OneCaseProps extends Omit<CaseDialogProps, 'dataset'> {
  dataset: Dataset
  table: Table
}

/** One case of a run: what it holds, what was predicted of it, and what is similar to it among the cases held out with it. */
export function CaseDialog(props: CaseDialogProps): ReactElement {
  const { dataset, opened, onClose } = props
  const table = useApp((state) => state.project?.table)
  const failure = useApp((state) => state.failure)
  const { dismissFailure } = useActions()
  return (
    <Dialog title={`Case ${opened.id}`} onClose={onClose} wide>
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

/** From case to case of the list that it was opened from. */
function CaseSteps({ opened }: { opened: OpenedCase }): ReactElement {
  const { id, list, from } = opened
  const { openCase } = useActions()
  const at = list.indexOf(id)
  const step = (by: 1 | -1): void => {
    const next = list[at + by]
    if (next !== undefined) openCase({ ...opened, id: next })
  }
  useKeys('dialog', { j: () => step(1), k: () => step(-1) })
  return (
    <div className="row row--apart">
      <span className="row">
        <Button
          className="button--small"
          aria-disabled={at <= 0}
          aria-keyshortcuts="K"
          onClick={() => step(-1)}
        >
          Previous <kbd>K</kbd>
        </Button>
        <Button
          className="button--small"
          aria-disabled={at + 1 >= list.length}
          aria-keyshortcuts="J"
          onClick={() => step(1)}
        >
          Next <kbd>J</kbd>
        </Button>
        <span className="quiet" role="status">
          <span className="visually-hidden">{id}, </span>
          {formatCount(at + 1)} of {formatCount(list.length)} {from ? 'similar ones' : 'in the list'}
        </span>
      </span>
      {from && (
        <Button className="button--small" icon="undo" onClick={() => openCase(from)}>
          Back to {from.id}
        </Button>
      )}
    </div>
  )
}

function OneCase(props: OneCaseProps): ReactElement {
  const { results, choices, choice, opened, dataset, table, onShowOnMap } = props
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
      <CaseFacts {...{ results, choice, caseIndex, dataset, now }} place={named ?? null} />
      <CaseContents caseIndex={caseIndex} table={table} dataset={dataset} />
      <div className="case-actions" role="group" aria-label="With this case">
        <CaseEdits ids={[opened.id]} />
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
          <CaseNeighbours {...props} {...{ caseIndex }} place={named.place} noun={placeNoun(named)} />
        ) : (
          <p className="quiet">
            No fold of this run held this case out, and it was not locked away: there is no space in which its
            neighbours would be honest.
          </p>
        )}
      </section>
    </>
  )
}

/** The lists, once the projection that held the case out is fitted, which is begun as soon as the case is opened. */
function CaseNeighbours(
  props: OneCaseProps & {
    caseIndex: number
    place: HeldOutPlace
    noun: string
  },
): ReactElement {
  const { run, choice, opened, table, caseIndex, place, noun } = props
  const job = useApp((state) => state.job)
  const wanted = useMemo(() => ({ ...choice, place }), [choice, place])
  const fold = useApp((state) => foldOf(state.exploration, run.id, wanted))
  const { exploreFold, openCase } = useActions()
  const now = useLabelsNow()
  // begun once: what was cancelled is not begun again by itself
  const begun = useRef<string | null>(null)
  useEffect(() => {
    if (fold || job !== null || begun.current === placeKey(place)) return
    begun.current = placeKey(place)
    void exploreFold(run.id, wanted)
  }, [fold, job, place, run.id, wanted, exploreFold])
  if (fold)
    return (
      <>
        {place.kind === 'locked-test' && <LockedWarning />}
        {!fold.isExact && <InexactFit />}
        <SimilarLists
          {...{ fold, table, now }}
          place={noun}
          row={fold.cases.indexOf(caseIndex)}
          onCase={(id, list) => openCase({ id, list, from: opened })}
        />
      </>
    )
  if (job?.kind === 'explore')
    return (
      <div className="stack stack--close">
        <p className="quiet">
          Fitting the projection that never saw {noun}, with the run’s seed. It is kept until another
          projection is chosen.
        </p>
        <Progress label={job.title} done={job.done} total={job.total} />
        <div>
          <Button className="button--small" icon="stop" onClick={job.cancel}>
            Cancel
          </Button>
        </div>
      </div>
    )
  return (
    <p className="row quiet">
      {job
        ? 'Something else is being computed; the projection is fitted once that is done.'
        : `The projection that never saw ${noun} is not fitted.`}
      {!job && (
        <Button className="button--small" onClick={() => void exploreFold(run.id, wanted)}>
          Fit it
        </Button>
      )}
    </p>
  )
}
