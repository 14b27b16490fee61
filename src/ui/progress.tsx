import type { ReactElement } from 'react'

export function Progress(props: { label: string; done: number; total: number }): ReactElement {
  const share = props.total > 0 ? Math.min(1, props.done / props.total) : 0
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={props.total}
      aria-valuenow={props.done}
    >
      <div className="progress__bar" style={{ width: `${share * 100}%` }} />
    </div>
  )
}
