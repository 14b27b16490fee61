import { useEffect, useRef, type ReactElement, type ReactNode } from 'react'
import { Button } from './button.tsx'

/** A modal on the platform's own <dialog>: focus is kept inside, Escape closes, focus returns to the opener or where the caller says. */
export function Dialog(props: {
  title: string
  onClose: () => void
  children: ReactNode
  actions?: ReactNode
  /** What Enter in its text field does. */
  onEnter?: () => void
  /** For tables and texts side by side. */
  wide?: boolean
  /** Where the focus goes once it is closed, if not to what had it before: that may be gone by then. */
  returnFocus?: (opener: HTMLElement | null) => HTMLElement | null
}): ReactElement {
  const ref = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const { title, returnFocus = (opener) => opener } = props
  const closing = useRef(returnFocus)
  useEffect(() => {
    closing.current = returnFocus
  })
  useEffect(() => {
    const dialog = ref.current
    const focused = document.activeElement
    const opener = focused instanceof HTMLElement ? focused : null
    dialog?.showModal()
    heading.current?.focus()
    return () => {
      dialog?.close()
      closing.current(opener)?.focus()
    }
  }, [])
  // what had the focus can go with what was shown under another title
  const shownTitle = useRef(title)
  useEffect(() => {
    if (shownTitle.current === title) return
    shownTitle.current = title
    if (!ref.current?.contains(document.activeElement)) heading.current?.focus()
  }, [title])
  return (
    <dialog
      ref={ref}
      className={props.wide ? 'dialog dialog--wide' : 'dialog'}
      aria-label={title}
      onCancel={props.onClose}
      onClose={props.onClose}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          props.onEnter?.()
        }}
      >
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {props.children}
        <div className="row dialog__actions">
          {props.actions}
          <Button onClick={props.onClose}>{props.actions ? 'Cancel' : 'Close'}</Button>
        </div>
      </form>
    </dialog>
  )
}
