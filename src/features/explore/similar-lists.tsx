import { useMemo, type ReactElement } from 'react'
import { CaseGlance } from '../../cases/case-glance.tsx'
import { sameLabelled, similarCases, type SimilarCase } from '../../core/explore/similar-cases.ts'
import { formatMetric } from '../../core/format.ts'
import type { Table } from '../../core/tables/table.ts'
import type { ExploredFold } from '../../state/exploration.ts'
import { formatCount } from '../../ui/format.ts'
import { TableFrame } from '../../ui/table-frame.tsx'
import { Term } from '../../ui/term.tsx'
import { LabelCell } from './label-cell.tsx'
import type { LabelsNow } from './labels-now.ts'

/** Of either space. */
const howMany = 8

/** What lies nearest to a case of a fold, without the projection and after it. */
export function SimilarLists(props: {
  fold: ExploredFold
  /** The fold in a sentence: "fold 2". */
  place: string
  table: Table
  now: LabelsNow
  row: number
  /** Opens one of them, by its ID; the list begins with the case itself. */
  onCase: (id: string, list: readonly string[]) => void
}): ReactElement {
  const { fold, place, table, now, row, onCase } = props
  const { cases, groups, vectors } = fold
  const found = useMemo(
    () => ({
      before: similarCases(vectors.before, groups, row, howMany),
      after: similarCases(vectors.after, groups, row, howMany),
    }),
    [vectors, groups, row],
  )
  const shared = { fold, table, now, row, onCase }
  return (
    <>
      <p className="quiet measure">
        The nearest by{' '}
        <Term
          word="cosine distance"
          explanation="1 minus the cosine of the angle between two vectors: 0 for the same direction, 1 for unrelated ones."
        />{' '}
        among the {formatCount(cases.length)} held-out cases of {place}, never of the same patient. Cases that
        the projection was fitted on are left out: their labels drew them near.
      </p>
      <div className="explore-maps">
        <SimilarList {...shared} title="Without projection" near={found.before} testId="similar-before" />
        <SimilarList {...shared} title="After the projection" near={found.after} testId="similar-after" />
      </div>
    </>
  )
}

function SimilarList(
  props: Omit<Parameters<typeof SimilarLists>[0], 'place'> & {
    title: string
    near: readonly SimilarCase[]
    testId: string
  },
): ReactElement {
  const { fold, table, now, row, onCase, title, near, testId } = props
  const { dataset, cases } = fold
  const idOf = (of: number): string => dataset.caseIds[cases[of]!]!
  const list = [row, ...near.map((one) => one.row)].map(idOf)
  const labels = cases.map((i) => dataset.y[i]!)
  const same = sameLabelled(near, labels, row)
  return (
    <div className="stack stack--close">
      <h4>
        {title}{' '}
        <span className="quiet similar__share">
          {near.length === 0 ? 'no case of another patient' : `${same} of ${near.length} with its label`}
        </span>
      </h4>
      {near.length > 0 && (
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
                  <button
                    type="button"
                    className="link-button"
                    aria-label={`${idOf(one.row)}: similar cases`}
                    onClick={() => onCase(idOf(one.row), list)}
                  >
                    {idOf(one.row)}
                  </button>
                  <span className="similar__glance">
                    <CaseGlance caseIndex={cases[one.row]!} table={table} dataset={dataset} most={60} />
                  </span>
                </th>
                <td>
                  <LabelCell caseIndex={cases[one.row]!} dataset={dataset} now={now} />
                </td>
                <td className="num">{formatMetric(one.distance, 3)}</td>
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
    </div>
  )
}
