import type { ReactElement } from 'react'
import { StoredPicture } from '../../cases/stored-picture.tsx'
import { glanceText } from '../../cases/case-glance.tsx'
import type { Dataset } from '../../core/dataset/dataset.ts'
import { imageModalities } from '../../core/dataset/modalities.ts'
import type { Table } from '../../core/tables/table.ts'

/** All pictures and all words of a case. */
export function CaseContents(props: { caseIndex: number; table: Table; dataset: Dataset }): ReactElement {
  const { caseIndex, table, dataset } = props
  const pictures = imageModalities(dataset).flatMap(({ name, pictures: of }) =>
    (of[caseIndex] ?? []).map((key) => ({ key, name: `${name} of ${dataset.caseIds[caseIndex]}` })),
  )
  const words = glanceText(table, dataset, caseIndex, Infinity)
  return (
    <div className="case-contents">
      {pictures.length > 0 && (
        <div className="case-contents__pictures">
          {pictures.map(({ key, name }) => (
            <StoredPicture key={key} pictureKey={key} name={name} />
          ))}
        </div>
      )}
      {words !== '' && (
        <p className="case-contents__words" tabIndex={0} role="region" aria-label="What the case says">
          {words}
        </p>
      )}
    </div>
  )
}
