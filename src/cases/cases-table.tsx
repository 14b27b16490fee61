import type { ReactElement, ReactNode } from 'react'
import { caseValues } from '../core/dataset/case-values.ts'
import type { Dataset } from '../core/dataset/dataset.ts'
import { imageModalities, tableModalities } from '../core/dataset/modalities.ts'
import { markHiddenCharacters } from '../core/tables/hidden-characters.ts'
import { rowNumber, type Table } from '../core/tables/table.ts'
import { usePaged } from '../ui/paged.tsx'
import { TableFrame } from '../ui/table-frame.tsx'
import { Excerpts, type Part } from './excerpts.tsx'
import { StoredPicture } from './stored-picture.tsx'
import './cases.css'

const casesAPage = 50

/** Which cases, in a file that the user knows by its rows; and what they hold in the columns that are spoken of. */
export function CasesTable(props: {
  cases: ArrayLike<number>
  table: Table
  dataset: Dataset
  /** Columns to show: texts and values as they are, pictures as pictures. */
  columns: readonly string[]
  /** The places in a text to point out. */
  partsOf?: (text: string) => readonly Part[]
  /** The name of a case, where it is to do something; else it is its ID. */
  renderName?: (caseIndex: number) => ReactNode
  /** A column that the table does not hold. */
  more?: { readonly heading: string; readonly of: (caseIndex: number) => string }
}): ReactElement {
  const { cases, table, dataset, partsOf, more } = props
  const renderName = props.renderName ?? ((i: number) => dataset.caseIds[i])
  const columns = props.columns.filter((name) => caseValues(table, dataset, name) !== null)
  // numbers and categories are short
  const isInTable = (name: string): boolean =>
    tableModalities(dataset).some((table) => table.columns.some((column) => column.name === name))
  const { shown, footer } = usePaged(cases, casesAPage, 'case')
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
            {more && (
              <th scope="col" className="num">
                {more.heading}
              </th>
            )}
            {columns.map((name) => (
              <th key={name} scope="col">
                {markHiddenCharacters(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((i) => (
            <tr key={i}>
              <td className="num quiet">{rowNumber(table, dataset.rows[i]!)}</td>
              <th scope="row">{renderName(i)}</th>
              <td>{dataset.patientIds[i]}</td>
              <td>{dataset.classes[dataset.y[i]!]}</td>
              {more && <td className="num">{more.of(i)}</td>}
              {columns.map((name) => (
                <td key={name} className={isInTable(name) ? undefined : 'cases__value'}>
                  <CaseValue caseIndex={i} column={name} {...{ table, dataset, partsOf }} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </TableFrame>
      {footer}
    </>
  )
}

function CaseValue(props: {
  caseIndex: number
  column: string
  table: Table
  dataset: Dataset
  partsOf: ((text: string) => readonly Part[]) | undefined
}): ReactElement {
  const { caseIndex, column, table, dataset, partsOf } = props
  const images = imageModalities(dataset).find(({ name }) => name === column)
  const pictures = images?.pictures[caseIndex] ?? []
  if (pictures.length > 0)
    return (
      <div className="picture-strip">
        {pictures.map((key) => (
          <StoredPicture key={key} pictureKey={key} name={`${column} of ${dataset.caseIds[caseIndex]}`} />
        ))}
      </div>
    )
  const valueOf = caseValues(table, dataset, column)
  return <Excerpts text={valueOf?.(caseIndex) ?? ''} partsOf={partsOf} />
}
