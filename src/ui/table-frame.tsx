import type { ReactElement, ReactNode } from 'react'

/** A table that scrolls inside its frame when it is too wide or too long, with the keyboard too. */
export function TableFrame(props: {
  label: string
  testId?: string
  className?: string
  children: ReactNode
}): ReactElement {
  return (
    <div
      className={`table-wrap ${props.className ?? ''}`}
      tabIndex={0}
      role="region"
      aria-label={props.label}
    >
      <table className="table" data-testid={props.testId}>
        {props.children}
      </table>
    </div>
  )
}

/** The heading of a column whose cells hold buttons. */
export function ActionsHeading(): ReactElement {
  return (
    <th scope="col">
      <span className="visually-hidden">Actions</span>
    </th>
  )
}
