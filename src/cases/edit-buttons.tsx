import { useEffect, useState, type ReactElement } from 'react'
import { useActions } from '../state/context.ts'
import type { EditHistory } from '../state/edit-history.ts'
import { Button } from '../ui/button.tsx'
import { plural } from '../ui/format.ts'
import { takesText } from '../ui/use-keys.ts'
import { sayWhenDone } from './say-when-done.ts'

/** Takes back what was changed of the open project, and does it again: by button, and by Ctrl+Z and Ctrl+Shift+Z. */
export function EditButtons({ history }: { history: EditHistory }): ReactElement {
  const actions = useActions()
  const [said, setSaid] = useState('')
  const undo = (): void => {
    if (history.undo.length === 0) return
    const words = `Undone. ${plural(history.undo.length - 1, 'earlier change')}.`
    void sayWhenDone(actions.undo(), words, setSaid)
  }
  const redo = (): void => {
    if (history.redo.length === 0) return
    const words = `Done again. ${plural(history.redo.length - 1, 'later change')}.`
    void sayWhenDone(actions.redo(), words, setSaid)
  }
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'z'
      // a field that is typed into undoes by itself
      if (!isUndo || takesText(event.target)) return
      event.preventDefault()
      if (event.shiftKey) redo()
      else undo()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
  // A button that is disabled loses the focus of who has just pressed it.
  return (
    <div className="row">
      <Button
        kind="quiet"
        icon="undo"
        title="Ctrl+Z"
        aria-keyshortcuts="Control+Z"
        aria-disabled={history.undo.length === 0}
        onClick={undo}
      >
        Undo
      </Button>
      <Button
        kind="quiet"
        icon="redo"
        title="Ctrl+Shift+Z"
        aria-keyshortcuts="Control+Shift+Z"
        aria-disabled={history.redo.length === 0}
        onClick={redo}
      >
        Redo
      </Button>
      <span role="status" className={history.isBegunAnew ? 'quiet' : 'visually-hidden'}>
        {history.isBegunAnew
          ? 'Changed in another tab: what was done here before that cannot be undone.'
          : said}
      </span>
    </div>
  )
}
