import type { ReactElement } from 'react'
import { caseValues } from '../../core/dataset/case-values.ts'
import type { Dataset } from '../../core/dataset/dataset.ts'
import { imageModalities } from '../../core/dataset/modalities.ts'
import { markHiddenCharacters } from '../../core/tables/hidden-characters.ts'
import { rowNumber, type Table } from '../../core/tables/table.ts'
import { formatCount, plural } from '../../ui/format.ts'
import { usePaged } from '../../ui/paged.tsx'
import { StoredPicture } from '../../cases/stored-picture.tsx'

const groupsAPage = 10
const casesAGroup = 6
const shownCharacters = 4_000

interface Shown {
  readonly table: Table
  readonly dataset: Dataset
  readonly column: string | null
}

/** Cases that are alike, side by side, group by group. */
export function AlikeCases({ groups, ...shown }: Shown & { groups: readonly Int32Array[] }): ReactElement {
  const paged = usePaged(groups, groupsAPage, 'group')
  return (
    <>
      {paged.shown.map((group, g) => (
        <Group
          key={g}
          cases={group}
          title={`Group ${formatCount(g + 1)} of ${formatCount(groups.length)}`}
          {...shown}
        />
      ))}
      {paged.footer}
    </>
  )
}

function Group({
  cases,
  title,
  table,
  dataset,
  column,
}: Shown & { cases: Int32Array; title: string }): ReactElement {
  const { shown, footer } = usePaged(cases, casesAGroup, 'case')
  const valueOf = column === null ? null : caseValues(table, dataset, column)
  const images = imageModalities(dataset).find(({ name }) => name === column)
  const patients = new Set(Array.from(cases, (i) => dataset.patientIds[i])).size
  return (
    <section className="alike">
      <h3>
        {title}: {plural(cases.length, 'case')} of {plural(patients, 'patient')}
      </h3>
      <ul className="alike__cases">
        {shown.map((i) => {
          const text = valueOf?.(i) ?? ''
          const caseId = dataset.caseIds[i]!
          const place = `row ${rowNumber(table, dataset.rows[i]!)}`
          return (
            <li key={i} className="alike__case">
              <div>
                <strong>{caseId}</strong>{' '}
                <span className="quiet">
                  {place !== caseId && `${place}, `}patient {dataset.patientIds[i]},{' '}
                  {dataset.classes[dataset.y[i]!]}
                </span>
              </div>
              {images ? (
                <div className="picture-strip">
                  {images.pictures[i]!.map((key) => (
                    <StoredPicture key={key} pictureKey={key} name={`${column} of ${caseId}`} />
                  ))}
                </div>
              ) : (
                <div className="alike__text" tabIndex={0} role="region" aria-label={`${column} of ${caseId}`}>
                  {markHiddenCharacters(text.slice(0, shownCharacters))}
                  {text.length > shownCharacters &&
                    `… (the first ${formatCount(shownCharacters)} of ${plural(text.length, 'character')})`}
                </div>
              )}
            </li>
          )
        })}
      </ul>
      {footer}
    </section>
  )
}
