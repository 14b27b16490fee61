import { useEffect, useRef, type ReactElement, type ReactNode } from 'react'
import { Button } from './button.tsx'

/** A modal on the platform's own <dialog>: focus is kept inside, Escape closes, focus returns to the opener. */
export function Dialog(props: {
  title: string
  onClose: () => void
  children: ReactNode
  actions?: ReactNode
  /** What Enter in its text field does. */
  onEnter?: () => void
  /** For tables and texts side by side. */
  wide?: boolean
}): ReactElement {
  const ref = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const dialog = ref.current
    const opener = document.activeElement
    dialog?.showModal()
    heading.current?.focus()
    return () => {
      dialog?.close()
      if (opener instanceof HTMLElement) opener.focus()
    }
  }, [])
  return (
    <dialog
      ref={ref}
      className={props.wide ? 'dialog dialog--wide' : 'dialog'}
      aria-label={props.title}
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
          {props.title}
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
