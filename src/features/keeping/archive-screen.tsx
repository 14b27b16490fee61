import { useState, type ReactElement } from 'react'
import type { OpenedArchive } from '../../core/keeping/read-archive.ts'
import type { PendingArchive } from '../../state/archive-actions.ts'
import { useActions, useApp } from '../../state/context.ts'
import { routeHash } from '../../state/routes.ts'
import { wordFailure } from '../../strings/failures.ts'
import { FailureCallout } from '../../strings/failure-callout.tsx'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { PassphraseField } from '../../ui/field.tsx'
import { formatBytes, formatDate } from '../../ui/format.ts'
import { NoFileChosen } from '../../ui/no-file-chosen.tsx'
import { PartTable } from './part-table.tsx'
import './keeping.css'

/** One question before anything is stored: is this the project, and is it whole? */
export function ArchiveScreen(): ReactElement {
  const pending = useApp((state) => state.pendingArchive)
  if (!pending) return <NoFileChosen what="archive" />
  return (
    <div className="screen">
      <header className="screen__head">
        <h1>{headline(pending)}</h1>
        <p className="screen__lead">
          {pending.file.name}, {formatBytes(pending.file.size)}
          {pending.archive && about(pending.archive)}.
          {pending.state !== 'refused' && ' Nothing is stored yet.'}
        </p>
      </header>
      {pending.cancelled && (
        <Callout kind="info">
          <span role="status">Cancelled. Nothing of the archive is stored.</span>
        </Callout>
      )}
      {pending.state === 'locked' ? (
        <Unlock key={pending.file.name} pending={pending} />
      ) : (
        <Checked pending={pending} />
      )}
    </div>
  )
}

function headline({ state, archive, cancelled }: PendingArchive): string {
  if (state === 'reading') return 'Checking the archive…'
  if (state === 'locked') return 'This archive is locked'
  if (archive) return `“${archive.manifest.name}” is whole and can be opened`
  return cancelled ? 'The archive was not checked' : 'This archive cannot be opened'
}

function about({ sealed, manifest }: OpenedArchive): string {
  const { createdAt, app, cases } = manifest
  const parts = [
    `made ${formatDate(createdAt)} by Nearside ${app}`,
    sealed ? 'locked with a passphrase' : 'not locked',
    ...(cases ? [] : ['without the cases']),
  ]
  return `, ${parts.join(', ')}`
}

function Unlock({ pending }: { pending: PendingArchive }): ReactElement {
  const busy = useApp((state) => state.job !== null)
  const actions = useActions()
  const [typed, setTyped] = useState('')
  const failure = pending.failure && wordFailure(pending.failure)
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (typed !== '') void actions.unlockArchive(typed)
      }}
    >
      <div className="fields">
        <PassphraseField
          label="The passphrase that it was made with"
          wide
          value={typed}
          error={failure && `${failure.what} ${failure.doNext}`}
          onChange={setTyped}
        />
      </div>
      <div className="row">
        <button type="submit" className="button button--primary" disabled={typed === '' || busy}>
          Unlock
        </button>
        <Button onClick={() => actions.leaveArchive()}>Cancel</Button>
      </div>
    </form>
  )
}

function Checked({ pending }: { pending: PendingArchive }): ReactElement {
  const job = useApp((state) => state.job)
  const actions = useActions()
  const { failure, archive, contents, synthetic, twin, state } = pending
  return (
    <>
      {failure && <FailureCallout failure={failure} />}
      {twin && (
        <Callout kind="warning">
          <span data-testid="archive-twin">
            {twin.changed
              ? 'An earlier state of a project that is here: '
              : 'The same content is on this computer already: '}
            <a href={routeHash({ screen: 'data', projectId: twin.project.id })}>{twin.project.name}</a>.
            Opening it keeps both.
          </span>
        </Callout>
      )}
      {archive && (
        <>
          <PartTable parts={contents} synthetic={synthetic} isLeftOut={() => false} />
          <p className="quiet">
            Every part was read and is what it was when the archive was made. Checksum:{' '}
            <code className="checksum" data-testid="archive-checksum">
              {archive.manifest.checksum}
            </code>
          </p>
        </>
      )}
      <div className="row">
        {archive && (
          <Button
            kind="primary"
            data-testid="store-archive"
            disabled={job !== null}
            onClick={() => void actions.storeArchive()}
          >
            {twin ? 'Open it once more' : 'Open the project'}
          </Button>
        )}
        {job?.kind === 'archive' ? (
          <Button onClick={job.cancel}>Cancel</Button>
        ) : (
          state !== 'reading' && (
            <Button onClick={() => actions.leaveArchive()}>
              {archive ? 'Cancel' : 'Choose another file'}
            </Button>
          )
        )}
      </div>
    </>
  )
}
