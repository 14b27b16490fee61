import { useState, type ReactElement } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { TextField } from './field.tsx'

/** Asks for a new name; an empty one is none. */
export function RenameDialog(props: {
  title: string
  name: string
  onRename: (name: string) => void
  onClose: () => void
}): ReactElement {
  const { title, onRename, onClose } = props
  const [name, setName] = useState(props.name)
  const wanted = name.trim()
  const rename = (): void => {
    if (wanted === '') return
    if (wanted !== props.name) onRename(wanted)
    onClose()
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      onEnter={rename}
      actions={
        <Button kind="primary" disabled={wanted === ''} onClick={rename}>
          Rename
        </Button>
      }
    >
      <TextField label="Name" value={name} onChange={setName} />
    </Dialog>
  )
}
