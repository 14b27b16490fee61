import type { ReactElement } from 'react'
import { CaseGlance } from '../../cases/case-glance.tsx'
import { CaseLink } from '../../cases/case-link.tsx'
import { mostOwnCases, type AlikePair, type AlikePairs } from '../../core/explore/nearest-pairs.ts'
import type { Dataset } from '../../core/dataset/dataset.ts'
import { formatMetric } from '../../core/format.ts'
import type { Table } from '../../core/tables/table.ts'
import type { RunRecord } from '../../state/app-state.ts'
import { useActions, useApp } from '../../state/context.ts'
import { Button } from '../../ui/button.tsx'
import { plural } from '../../ui/format.ts'
import { usePaged } from '../../ui/paged.tsx'
import { TableFrame } from '../../ui/table-frame.tsx'
import { LabelCell } from './label-cell.tsx'
import { useLabelsNow } from './labels-now.ts'

const pairsAPage = 20

/** Cases of different patients that the encoders can hardly tell apart. */
export function NearCopiesPanel({ run }: { run: RunRecord }): ReactElement | null {
  const project = useApp((state) => state.project)
  const job = useApp((state) => state.job)
  const alike = useApp((state) => state.exploration?.alike)
  const actions = useActions()
  if (!project) return null
  const mine = alike?.runId === run.id ? alike : null
  return (
    <>
      <p className="measure">
        Pairs of cases of different patients whose vectors lie nearest, modality by modality and before any
        projection. A patient under two numbers can sit on both sides of a split. Copies in words and pixels
        are listed under Data; these are copies in meaning, and many are no copies at all. Of a patient with
        more than {mostOwnCases} cases some may be missing: the patient’s own cases can hide them.
      </p>
      {!mine && (
        <div className="row">
          <Button
            kind="primary"
            icon="play"
            disabled={job !== null}
            onClick={() => void actions.findAlike(run.id)}
          >
            Look for near copies
          </Button>
          {job?.kind === 'explore' && <span className="quiet">Working: see below.</span>}
        </div>
      )}
      {mine?.found.length === 0 && (
        <p className="quiet">
          Numbers and categories have no vectors of their own: there is nothing to compare.
        </p>
      )}
      {mine?.found.map((pairs) => (
        <Pairs key={pairs.modality} pairs={pairs} dataset={mine.dataset} table={project.table} />
      ))}
    </>
  )
}

function Pairs(props: { pairs: AlikePairs; dataset: Dataset; table: Table }): ReactElement {
  const { dataset, table } = props
  const { modality, pairs } = props.pairs
  const now = useLabelsNow()
  const { shown, footer } = usePaged<AlikePair>(pairs, pairsAPage, 'pair')
  // a case can be in several pairs: each is gone through once
  const list = [...new Set(pairs.flatMap(({ cases }) => cases.map((i) => dataset.caseIds[i]!)))]
  const title = `The ${plural(pairs.length, 'nearest pair')} of “${modality}”`
  return (
    <section className="stack stack--close">
      <h3>{title}</h3>
      <TableFrame label={title} testId="near-copies">
        <thead>
          <tr>
            <th scope="col" className="num">
              Distance
            </th>
            <th scope="col">Labels</th>
            <th scope="col">One case</th>
            <th scope="col">The other</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ cases, distance }) => (
            <tr key={cases.join()}>
              <td className="num">{formatMetric(distance, 4)}</td>
              <td>
                {dataset.y[cases[0]] === dataset.y[cases[1]] ? (
                  'the same'
                ) : (
                  <span className="changed">differ</span>
                )}
              </td>
              {cases.map((i) => (
                <td key={i} className="cases__value">
                  <CaseLink id={dataset.caseIds[i]!} list={list} />, patient {dataset.patientIds[i]},{' '}
                  <LabelCell caseIndex={i} dataset={dataset} now={now} />
                  <div>
                    <CaseGlance caseIndex={i} table={table} dataset={dataset} most={160} />
                  </div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </TableFrame>
      {footer}
    </section>
  )
}
