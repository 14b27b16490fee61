import { useEffect, useState, type ReactElement } from 'react'
import { archiveExtension } from '../../core/keeping/format.ts'
import { isChangedSinceCopy } from '../../core/keeping/reminder.ts'
import type { ProjectRecord } from '../../state/app-state.ts'
import type { TakenCopy } from '../../state/archive-actions.ts'
import { useActions, useApp } from '../../state/context.ts'
import { FailureCallout } from '../../strings/failure-callout.tsx'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { Checkbox } from '../../ui/field.tsx'
import { formatBytes, formatDate } from '../../ui/format.ts'
import { openSaveFile } from '../../ui/save-file.ts'
import { PartTable } from './part-table.tsx'
import { isUsable, PassphraseChoice, type Passphrase } from './passphrase-choice.tsx'
import './keeping.css'

/** One question: what goes into the copy, and who can read it? */
export function CopyScreen(): ReactElement | null {
  const project = useApp((state) => state.project)
  const taken = useApp((state) => state.takenCopy)
  const actions = useActions()
  const id = project?.record.id
  useEffect(() => {
    if (id !== undefined) void actions.measureCopy(id)
  }, [actions, id])
  if (!project || !taken || taken.projectId !== id) return null
  return <Copy key={id} record={project.record} taken={taken} />
}

function Copy({ record, taken }: { record: ProjectRecord; taken: TakenCopy }): ReactElement {
  const job = useApp((state) => state.job)
  const stored = useApp((state) => state.projects.find(({ id }) => id === record.id))
  const actions = useActions()
  const [withCases, setWithCases] = useState(true)
  const [passphrase, setPassphrase] = useState<Passphrase>(null)
  const { contents, failure, cancelled, saved } = taken
  const isUnreadable = failure !== null && contents === null
  const synthetic = record.origin?.synthetic ?? false
  const bytes = (contents ?? [])
    .filter(({ ofCases }) => withCases || !ofCases)
    .reduce((sum, part) => sum + part.bytes, 0)

  const save = async (): Promise<void> => {
    const file = await openSaveFile(fileNameOf(record.name))
    if (file) void actions.takeCopy({ cases: withCases, passphrase: passphrase?.first ?? null }, file)
  }
  return (
    <div className="screen">
      <header className="screen__head">
        <h1>
          {contents
            ? `A copy of this project is one file of ${formatBytes(bytes)}`
            : isUnreadable
              ? 'No copy of this project can be taken yet'
              : 'Measuring what a copy would hold…'}
        </h1>
        <p className="screen__lead">
          {isUnreadable
            ? 'A copy holds everything or is not written, and a piece of this project cannot be read.'
            : `It opens again here, or in Nearside on another computer, with all that is listed. It is written where you choose, and nowhere else. ${contents ? lastCopy(stored ?? record) : ''}`}
        </p>
      </header>
      {failure && <FailureCallout failure={failure} />}
      {contents && (
        <>
          <PartTable
            parts={contents}
            synthetic={synthetic}
            isLeftOut={({ ofCases }) => ofCases && !withCases}
          />
          {!record.casesLeftOut && (
            <div className="stack stack--close">
              <Checkbox
                label="Take the cases along"
                checked={withCases}
                disabled={job !== null}
                onChange={setWithCases}
              />
              <p className="field__hint">
                {withCases
                  ? 'Without them, results and settings can still be looked at, but nothing can be computed again.'
                  : 'Results can be looked at, but nothing computed again. They still name the cases with their probabilities.'}
              </p>
            </div>
          )}
          <PassphraseChoice value={passphrase} disabled={job !== null} onChange={setPassphrase} />
          {!passphrase && !synthetic && (
            <Callout kind="warning">
              Whoever has the file can read the patient data in it. Lock it before it leaves this computer.
            </Callout>
          )}
        </>
      )}
      <div className="row">
        {isUnreadable ? (
          <Button onClick={() => void actions.measureCopy(record.id)}>Try again</Button>
        ) : (
          <Button
            kind="primary"
            icon="download"
            data-testid="save-copy"
            disabled={!contents || job !== null || !isUsable(passphrase)}
            onClick={() => void save()}
          >
            Save the copy
          </Button>
        )}
        {job?.kind === 'archive' && <Button onClick={job.cancel}>Cancel</Button>}
      </div>
      <Outcome cancelled={cancelled} saved={saved} />
    </div>
  )
}

function lastCopy(record: ProjectRecord): string {
  if (!record.copy) return 'No copy was taken yet.'
  const since = isChangedSinceCopy(record) ? 'lacks what was changed since' : 'holds every change'
  return `The last copy, of ${formatDate(record.copy.at)}, ${since}.`
}

/** How saving ended. */
function Outcome({ cancelled, saved }: Pick<TakenCopy, 'cancelled' | 'saved'>): ReactElement {
  return (
    <div role="status" data-testid="copy-outcome">
      {cancelled && <Callout kind="info">Cancelled: no file was written.</Callout>}
      {saved && (
        <Callout kind="info">
          <strong>
            Saved as {saved.fileName}, {formatBytes(saved.bytes)}
            {saved.sealed ? ', locked' : ''}.
          </strong>
          <p>
            Keep it where this computer’s failure does not reach it. Its checksum, which is shown again when
            it is opened: <code className="checksum">{saved.checksum}</code>
          </p>
        </Callout>
      )}
    </div>
  )
}

/** The project's name, as file systems take it. */
function fileNameOf(name: string): string {
  const plain = name
    .replaceAll(/[\\/:*?"<>|\p{C}]+/gu, ' ')
    .trim()
    .slice(0, 80)
  return `${plain || 'project'}.${archiveExtension}`
}
