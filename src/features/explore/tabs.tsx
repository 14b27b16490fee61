import { useId, useRef, type KeyboardEvent, type ReactElement, type ReactNode } from 'react'

/** One of several panels, by the pattern of the ARIA practices: arrows go from tab to tab. */
export function Tabs<Id extends string>(props: {
  tabs: readonly { readonly id: Id; readonly title: string }[]
  shown: Id
  onShow: (id: Id) => void
  label: string
  children: ReactNode
}): ReactElement {
  const { tabs, shown, onShow, label, children } = props
  const base = useId()
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = tabs.findIndex(({ id }) => id === shown)
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const next = (to + tabs.length) % tabs.length
    onShow(tabs[next]!.id)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus()
  }
  return (
    <div className="stack">
      <div ref={list} className="tabs" role="tablist" aria-label={label}>
        {tabs.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`${base}-${id}`}
            className="tabs__tab"
            aria-selected={id === shown}
            aria-controls={`${base}-panel`}
            tabIndex={id === shown ? 0 : -1}
            onClick={() => onShow(id)}
            onKeyDown={onKeyDown}
          >
            {title}
          </button>
        ))}
      </div>
      <div id={`${base}-panel`} role="tabpanel" className="stack" aria-labelledby={`${base}-${shown}`}>
        {children}
      </div>
    </div>
  )
}
