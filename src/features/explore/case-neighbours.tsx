import { useEffect, useMemo, type ReactElement } from 'react'
import { placeKey, type HeldOutPlace } from '../../core/explore/held-out-places.ts'
import type { Table } from '../../core/tables/table.ts'
import type { OpenedCase, RunRecord } from '../../state/app-state.ts'
import { useActions, useApp } from '../../state/context.ts'
import { foldOf, isSameFold, type FoldChoice } from '../../state/exploration.ts'
import { Button } from '../../ui/button.tsx'
import { Progress } from '../../ui/progress.tsx'
import { procedureKey } from './explored-choices.ts'
import { InexactFit } from './fold-warnings.tsx'
import { useLabelsNow } from './labels-now.ts'
import { SimilarLists } from './similar-lists.tsx'

/** The lists, once the projection that held the case out is fitted, which is begun as soon as the case is opened. */
export function CaseNeighbours(props: {
  run: RunRecord
  /** The projection. */
  choice: FoldChoice
  opened: OpenedCase
  /** The projections and places of the run that were begun so and are not there yet; written here. */
  begun: Set<string>
  caseIndex: number
  table: Table
  place: HeldOutPlace
  /** The place in a sentence. */
  noun: string
}): ReactElement {
  const { run, choice, opened, begun, table, caseIndex, place, noun } = props
  const job = useApp((state) => state.job)
  const exploring = useApp((state) => state.exploring)
  const wanted = useMemo(() => ({ ...choice, place }), [choice, place])
  const fold = useApp((state) => foldOf(state.exploration, run.id, wanted))
  const { exploreFold, openCase } = useActions()
  const now = useLabelsNow()
  const isBusy = job !== null || exploring !== null
  const isMine = exploring !== null && isSameFold(exploring, { runId: run.id, choice: wanted })
  // begun once: what was cancelled is not begun again by itself
  useEffect(() => {
    const key = `${procedureKey(wanted)} ${placeKey(wanted.place)}`
    if (fold) begun.delete(key)
    if (fold || isBusy || begun.has(key)) return
    begun.add(key)
    void exploreFold(run.id, wanted)
  }, [fold, isBusy, begun, run.id, wanted, exploreFold])
  if (fold)
    return (
      <>
        {!fold.isExact && <InexactFit />}
        <SimilarLists
          {...{ fold, table, now }}
          place={noun}
          row={fold.cases.indexOf(caseIndex)}
          onCase={(id, list) => openCase({ id, list, from: opened })}
        />
      </>
    )
  if (isMine)
    return (
      <div className="stack stack--close">
        <p className="quiet">
          Fitting the projection that never saw {noun}, with the run’s seed. It is kept until another
          projection is chosen.
        </p>
        {job && (
          <>
            <Progress label={job.title} done={job.done} total={job.total} />
            <div>
              <Button className="button--small" icon="stop" onClick={job.cancel}>
                Cancel
              </Button>
            </div>
          </>
        )}
      </div>
    )
  return (
    <p className="row quiet">
      {isBusy
        ? 'Something else is being computed; this is computed once that is done.'
        : `The projection that never saw ${noun} is not computed yet.`}
      {!isBusy && (
        <Button className="button--small" onClick={() => void exploreFold(run.id, wanted)}>
          Compute it
        </Button>
      )}
    </p>
  )
}
