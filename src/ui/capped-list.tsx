import type { ReactElement } from 'react'
import { formatCount } from './format.ts'

/** More would make the page slow; the title says how many there are. */
const mostListed = 500

/** A list that opens on demand; nothing where it is empty. */
export function CappedList(props: {
  title: string
  testId: string
  items: readonly string[]
}): ReactElement | null {
  const { title, testId, items } = props
  if (items.length === 0) return null
  return (
    <details className="disclosure" data-testid={testId}>
      <summary>{title}</summary>
      <div>
        <ul className="plain-list">
          {items.slice(0, mostListed).map((item, i) => (
            <li key={i}>{item}</li>
          ))}
        </ul>
        {items.length > mostListed && (
          <p className="quiet">and {formatCount(items.length - mostListed)} more</p>
        )}
      </div>
    </details>
  )
}
