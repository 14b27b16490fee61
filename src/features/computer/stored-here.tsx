import { useState, type ReactElement } from 'react'
import { isChangedSinceCopy } from '../../core/keeping/reminder.ts'
import type { ProjectRecord } from '../../state/app-state.ts'
import { useActions, useApp } from '../../state/context.ts'
import type { Machine } from '../../state/machine.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { formatBytes, plural } from '../../ui/format.ts'
import { Meter } from '../../ui/progress.tsx'

/** How much is stored, whether the browser will keep it, and how to be rid of all of it. */
export function StoredHere({ machine }: { machine: Machine }): ReactElement {
  const use = useApp((state) => state.storageUse)
  const projects = useApp((state) => state.projects)
  const declined = useApp((state) => state.persistenceDeclined)
  const busy = useApp((state) => state.job !== null)
  const actions = useActions()
  const [erasing, setErasing] = useState(false)
  const { quota, persisted } = machine
  return (
    <section className="screen__section" aria-labelledby="stored">
      <h2 id="stored">What is stored here</h2>
      {use && quota !== null && (
        <div className="stored">
          <Meter label="Storage used" value={use.usage} most={quota} />
          <span data-testid="stored">
            {formatBytes(use.usage)} in {plural(projects.length, 'project')}, of {formatBytes(quota)} that the
            browser may grant
          </span>
        </div>
      )}
      <p className="quiet">
        {persisted
          ? 'The browser promised to keep it until you delete it.'
          : 'When the disk runs full, the browser may remove it. Take copies of what matters, and ask the browser to keep it.'}
      </p>
      <div className="row">
        {!persisted && (
          <Button icon="disk" onClick={() => void actions.keepStorage()}>
            Ask the browser to keep what is stored
          </Button>
        )}
        <Button kind="danger" disabled={busy} onClick={() => setErasing(true)}>
          Erase everything on this computer
        </Button>
        <span role="status" className="quiet">
          {declined &&
            'It did not promise that. Browsers do so for sites that are installed, bookmarked or much used.'}
        </span>
      </div>
      {erasing && <EraseDialog projects={projects} onClose={() => setErasing(false)} />}
    </section>
  )
}

const word = 'erase'

function EraseDialog(props: { projects: readonly ProjectRecord[]; onClose: () => void }): ReactElement {
  const { projects, onClose } = props
  const uncopied = projects.filter(isChangedSinceCopy).length
  const actions = useActions()
  const [typed, setTyped] = useState('')
  const confirmed = typed.trim().toLowerCase() === word
  const erase = (): void => {
    if (!confirmed) return
    onClose()
    void actions.eraseEverything()
  }
  return (
    <Dialog
      title="Erase everything on this computer?"
      onClose={onClose}
      onEnter={erase}
      actions={
        <Button kind="danger" disabled={!confirmed} onClick={erase}>
          Erase everything
        </Button>
      }
    >
      <p>
        {plural(projects.length, 'project')} with all data, pictures, embeddings and results, the encoders
        that you opened, and the app’s own files for offline use are removed from this browser. Files that you
        opened or saved stay where they are. This cannot be taken back.
      </p>
      {uncopied > 0 && (
        <p>
          <strong>
            {plural(uncopied, 'project was', 'projects were')} changed since the last copy: those changes are
            in this browser alone.
          </strong>
        </p>
      )}
      <TextField label={`Type “${word}” to confirm`} value={typed} onChange={setTyped} />
    </Dialog>
  )
}
