import { useEffect, useMemo, useRef, type ReactElement } from 'react'
import { placeKey, type HeldOutPlace } from '../../core/explore/held-out-places.ts'
import type { Table } from '../../core/tables/table.ts'
import type { OpenedCase, RunRecord } from '../../state/app-state.ts'
import { useActions, useApp } from '../../state/context.ts'
import { foldOf, type FoldChoice } from '../../state/exploration.ts'
import { Button } from '../../ui/button.tsx'
import { Progress } from '../../ui/progress.tsx'
import { InexactFit } from './fold-warnings.tsx'
import { useLabelsNow } from './labels-now.ts'
import { SimilarLists } from './similar-lists.tsx'

/** The lists, once the projection that held the case out is fitted, which is begun as soon as the case is opened. */
export function CaseNeighbours(props: {
  run: RunRecord
  /** The projection. */
  choice: FoldChoice
  opened: OpenedCase
  caseIndex: number
  table: Table
  place: HeldOutPlace
  /** The place in a sentence. */
  noun: string
}): ReactElement {
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
        ? 'Something else is being computed; this is computed once that is done.'
        : `The projection that never saw ${noun} is not computed yet.`}
      {!job && (
        <Button className="button--small" onClick={() => void exploreFold(run.id, wanted)}>
          Compute it
        </Button>
      )}
    </p>
  )
}
