import type { ReactElement } from 'react'
import { glanceText } from '../../cases/case-glance.tsx'
import { StoredPicture } from '../../cases/stored-picture.tsx'
import type { Dataset } from '../../core/dataset/dataset.ts'
import { imageModalities } from '../../core/dataset/modalities.ts'
import type { Table } from '../../core/tables/table.ts'

/** All pictures of a case; nothing where it has none. */
export function CasePictures({
  caseIndex,
  dataset,
}: {
  caseIndex: number
  dataset: Dataset
}): ReactElement | null {
  const pictures = imageModalities(dataset).flatMap(({ name, pictures: of }) =>
    (of[caseIndex] ?? []).map((key) => ({ key, name: `${name} of ${dataset.caseIds[caseIndex]}` })),
  )
  if (pictures.length === 0) return null
  return (
    <div className="case-pictures">
      {pictures.map(({ key, name }) => (
        <StoredPicture key={key} pictureKey={key} name={name} />
      ))}
    </div>
  )
}

/** All words of a case, or its numbers and categories where it has none. */
export function CaseWords(props: { caseIndex: number; table: Table; dataset: Dataset }): ReactElement | null {
  const { caseIndex, table, dataset } = props
  const words = glanceText(table, dataset, caseIndex, Infinity)
  if (words === '') return null
  return (
    <p className="case-words" tabIndex={0} role="region" aria-label="What the case says">
      {words}
    </p>
  )
}
