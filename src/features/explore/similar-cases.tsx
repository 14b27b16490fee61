import type { ReactElement } from 'react'
import { CaseGlance } from '../../cases/case-glance.tsx'
import { CaseLink } from '../../cases/case-link.tsx'
import type { Table } from '../../core/tables/table.ts'
import type { ExploredFold } from '../../state/exploration.ts'
import type { LabelsNow } from './labels-now.ts'
import { SimilarLists } from './similar-lists.tsx'

/** Below the maps: what lies nearest to the case that was picked on them. */
export function SimilarCases(props: {
  fold: ExploredFold
  place: string
  table: Table
  now: LabelsNow
  row: number | null
  onCase: (id: string) => void
}): ReactElement {
  const { fold, table, row, onCase } = props
  const { dataset, cases } = fold
  return (
    <section className="stack stack--close" aria-labelledby="similar-cases">
      <h3 id="similar-cases">Similar cases</h3>
      {row === null ? (
        <p className="quiet">Pick a case on a map to see what lies nearest to it, or open one by its name.</p>
      ) : (
        <>
          <p>
            To <CaseLink id={dataset.caseIds[cases[row]!]!} list={[dataset.caseIds[cases[row]!]!]} />:
          </p>
          <CaseGlance caseIndex={cases[row]!} table={table} dataset={dataset} most={400} />
          <SimilarLists {...props} row={row} onCase={onCase} />
        </>
      )}
    </section>
  )
}
