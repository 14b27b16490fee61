import type { ReactElement } from 'react'
import { caseValues } from '../../core/dataset/case-values.ts'
import type { Dataset } from '../../core/dataset/dataset.ts'
import { markHiddenCharacters } from '../../core/tables/hidden-characters.ts'
import { rowNumber, type Table } from '../../core/tables/table.ts'
import { TableFrame } from '../../ui/table-frame.tsx'
import { Excerpts, type Part } from './excerpts.tsx'
import { usePaged } from './paged.tsx'

const casesAPage = 50

/** Which cases, in a file that the user knows by its rows; and what they hold in the column that is spoken of. */
export function CasesTable(props: {
  cases: ArrayLike<number>
  table: Table
  dataset: Dataset
  /** A column to show. */
  column: string | null
  /** The places in its text to point out. */
  partsOf?: (text: string) => readonly Part[]
}): ReactElement {
  const { cases, table, dataset, column, partsOf } = props
  const { shown, footer } = usePaged(cases, casesAPage, 'case')
  const valueOf = column === null ? null : caseValues(table, dataset, column)
  return (
    <>
      <TableFrame label="Cases" className="cases" testId="cases">
        <thead>
          <tr>
            <th scope="col" className="num">
              Row
            </th>
            <th scope="col">Case</th>
            <th scope="col">Patient</th>
            <th scope="col">Label</th>
            {valueOf && <th scope="col">{markHiddenCharacters(column!)}</th>}
          </tr>
        </thead>
        <tbody>
          {shown.map((i) => (
            <tr key={i}>
              <td className="num quiet">{rowNumber(table, dataset.rows[i]!)}</td>
              <th scope="row">{dataset.caseIds[i]}</th>
              <td>{dataset.patientIds[i]}</td>
              <td>{dataset.classes[dataset.y[i]!]}</td>
              {valueOf && (
                <td className="cases__value">
                  <Excerpts text={valueOf(i)} partsOf={partsOf} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </TableFrame>
      {footer}
    </>
  )
}
