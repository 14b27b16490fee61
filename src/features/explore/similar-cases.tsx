import { useMemo, type ReactElement } from 'react'
import { CaseGlance } from '../../cases/case-glance.tsx'
import { similarCases, type SimilarCase } from '../../core/explore/similar-cases.ts'
import { formatMetric } from '../../core/format.ts'
import type { Table } from '../../core/tables/table.ts'
import type { ExploredFold } from '../../state/exploration.ts'
import { TableFrame } from '../../ui/table-frame.tsx'
import { Term } from '../../ui/term.tsx'
import { LabelCell } from './label-cell.tsx'
import type { LabelsNow } from './labels-now.ts'

/** Of either space. */
const howMany = 8

/** What lies nearest to a case, after the projection and before it. */
export function SimilarCases(props: {
  fold: ExploredFold
  table: Table
  now: LabelsNow
  row: number | null
  onCurrent: (row: number) => void
}): ReactElement {
  const { fold, table, now, row, onCurrent } = props
  const { dataset, cases, groups, vectors } = fold
  const found = useMemo(
    () =>
      row === null
        ? null
        : {
            after: similarCases(vectors.after, groups, row, howMany),
            before: similarCases(vectors.before, groups, row, howMany),
          },
    [vectors, groups, row],
  )
  const list = (title: string, near: readonly SimilarCase[], testId: string): ReactElement => (
    <div className="stack stack--close">
      <h4>{title}</h4>
      <TableFrame label={title} testId={testId}>
        <thead>
          <tr>
            <th scope="col">Case</th>
            <th scope="col">Label</th>
            <th scope="col" className="num">
              Distance
            </th>
          </tr>
        </thead>
        <tbody>
          {near.map((one) => (
            <tr key={one.row}>
              <th scope="row">
                <button type="button" className="link-button" onClick={() => onCurrent(one.row)}>
                  {dataset.caseIds[cases[one.row]!]}
                </button>
                <CaseGlance caseIndex={cases[one.row]!} table={table} dataset={dataset} most={60} />
              </th>
              <td>
                <LabelCell caseIndex={cases[one.row]!} dataset={dataset} now={now} />
              </td>
              <td className="num">{formatMetric(one.distance, 3)}</td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
    </div>
  )
  return (
    <section className="stack stack--close" aria-labelledby="similar-cases">
      <h3 id="similar-cases">Similar cases</h3>
      {found === null || row === null ? (
        <p className="quiet">Choose a case on a map or in the table to see what lies nearest to it.</p>
      ) : (
        <>
          <p className="quiet">
            Nearest to {dataset.caseIds[cases[row]!]} by{' '}
            <Term
              word="cosine distance"
              explanation="1 minus the cosine of the angle between two vectors: 0 for the same direction, 1 for unrelated ones."
            />
            , among the held-out cases of this fold and never of the same patient.
          </p>
          <CaseGlance caseIndex={cases[row]!} table={table} dataset={dataset} most={400} />
          <div className="explore-maps">
            {list('Without projection', found.before, 'similar-before')}
            {list('After the projection', found.after, 'similar-after')}
          </div>
        </>
      )}
    </section>
  )
}
