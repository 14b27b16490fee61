import type { ReactElement, ReactNode } from 'react'
import { Icon } from './icons.tsx'

/** A notice or failure: said in words, coloured as a second cue. A failure is announced at once. */
export function Callout(props: {
  kind: 'info' | 'warning' | 'blocking' | 'failure'
  children: ReactNode
}): ReactElement {
  return (
    <div className={`callout callout--${props.kind}`} role={props.kind === 'failure' ? 'alert' : undefined}>
      <Icon name={props.kind === 'info' ? 'info' : 'warning'} />
      <div className="callout__body">{props.children}</div>
    </div>
  )
}
