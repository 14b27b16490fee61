import type { ReactElement } from 'react'

/** How far something has come. */
export function Progress(props: { label: string; done: number; total: number }): ReactElement {
  return <Bar kind="progressbar" label={props.label} value={props.done} most={props.total} />
}

/** How much of something is used. */
export function Meter(props: { label: string; value: number; most: number }): ReactElement {
  return <Bar kind="meter" {...props} />
}

function Bar(props: {
  kind: 'progressbar' | 'meter'
  label: string
  value: number
  most: number
}): ReactElement {
  const share = props.most > 0 ? Math.min(1, props.value / props.most) : 0
  return (
    <div
      className="progress"
      role={props.kind}
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={props.most}
      aria-valuenow={props.value}
    >
      <div className="progress__bar" style={{ width: `${share * 100}%` }} />
    </div>
  )
}
