import type { ReactElement } from 'react'
import { CaseLink } from '../../cases/case-link.tsx'
import type { LabelsNow } from './labels-now.ts'

/** The heading of a case's row: its name, which opens it, and the tags that it has today. */
export function CaseHeading(props: {
  id: string
  /** The cases that next and previous go through, by their IDs; the case is one of them. */
  list: readonly string[]
  now: LabelsNow
}): ReactElement {
  const { id, list, now } = props
  return (
    <th scope="row">
      <CaseLink id={id} list={list} />
      {now.tagsOf.get(id)?.map((tag) => (
        <span key={tag} className="tag">
          {tag}
        </span>
      ))}
    </th>
  )
}
