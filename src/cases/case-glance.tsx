import type { ReactElement } from 'react'
import { caseValues } from '../core/dataset/case-values.ts'
import type { Dataset } from '../core/dataset/dataset.ts'
import { imageModalities, predictorsOf, textModalities } from '../core/dataset/modalities.ts'
import { markHiddenCharacters } from '../core/tables/hidden-characters.ts'
import type { Table } from '../core/tables/table.ts'
import { StoredPicture } from './stored-picture.tsx'

/** A case's picture, where it has one, beside the beginning of its words. */
export function CaseGlance(props: {
  caseIndex: number
  table: Table
  dataset: Dataset
  /** Characters shown. */
  most: number
}): ReactElement {
  const { caseIndex, table, dataset, most } = props
  return (
    <span className="case-glance">
      <CasePicture caseIndex={caseIndex} dataset={dataset} />
      <span>{glanceText(table, dataset, caseIndex, most)}</span>
    </span>
  )
}

/** The first picture of a case. */
export function CasePicture(props: {
  caseIndex: number
  dataset: Dataset
  /** In its place where the case has none; nothing unless given. */
  missing?: ReactElement
}): ReactElement | null {
  const { caseIndex, dataset, missing = null } = props
  for (const { name, pictures } of imageModalities(dataset)) {
    const [key] = pictures[caseIndex] ?? []
    if (key !== undefined)
      return <StoredPicture pictureKey={key} name={`${name} of ${dataset.caseIds[caseIndex]}`} />
  }
  return missing
}

/** The beginning of a case's texts; of numbers and categories where it has none. Dots where it was cut (R13). */
export function glanceText(table: Table, dataset: Dataset, caseIndex: number, most: number): string {
  const texts = textModalities(dataset).flatMap(({ values }) => values[caseIndex] ?? [])
  const words = texts.length > 0 ? texts.join(' · ') : shortValues(table, dataset, caseIndex)
  return markHiddenCharacters(words.slice(0, most)) + (words.length > most ? '…' : '')
}

function shortValues(table: Table, dataset: Dataset, caseIndex: number): string {
  const values = predictorsOf(dataset).flatMap(({ column, role }) => {
    const value =
      role === 'number' || role === 'category' ? caseValues(table, dataset, column)?.(caseIndex) : ''
    return value ? [`${column} ${value}`] : []
  })
  return values.join(', ')
}
