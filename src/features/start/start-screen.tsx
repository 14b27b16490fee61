import type { ReactElement } from 'react'
import { caseEndings } from '../../cases/case-endings.ts'
import { archiveExtension } from '../../core/keeping/format.ts'
import { tableFormats } from '../../core/tables/formats.ts'
import { useActions, useApp } from '../../state/context.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { FileButton, FileDrop, FolderButton } from '../../ui/file-drop.tsx'
import { plural } from '../../ui/format.ts'
import { CopyReminder } from './copy-reminder.tsx'
import { ProjectList } from './project-list.tsx'
import './start.css'

const archiveEnding = `.${archiveExtension}`
const titles = tableFormats.map(({ title }) => title)
const formatTitles = `${titles.slice(0, -1).join(', ')} and ${titles.at(-1)}`

/** One question: which cases? A file, the sample, a study file, or a project kept from before. */
export function StartScreen(): ReactElement {
  const projects = useApp((state) => state.projects)
  const busy = useApp((state) => state.job !== null)
  const dataLost = useApp((state) => state.dataLost)
  const actions = useActions()
  return (
    <div className="screen">
      <header className="screen__head">
        <h1>
          {projects.length === 0
            ? 'Does adapting a foundation model help on your cases?'
            : `${plural(projects.length, 'project')} on this computer`}
        </h1>
        <p className="screen__lead">
          Open labelled cases: notes, pictures, measurements. Nearside turns each into vectors with frozen
          models, trains a small projection, and tells you, with the statistics a reviewer would accept,
          whether it helps. Everything runs in this browser.
        </p>
      </header>
      {dataLost && (
        <Callout kind="failure">
          <strong>Projects were stored here before, and the browser no longer has them.</strong>
          <p>
            Another program, a clean-up or the browser itself removed them; Nearside did not. If you kept the
            files, open them again. Nothing else on this computer is affected.
          </p>
          <div>
            <Button onClick={() => actions.acknowledgeLoss()}>Start anew</Button>
          </div>
        </Callout>
      )}
      <CopyReminder projects={projects} />
      <FileDrop label="Open a file of cases" onFiles={(files) => void actions.openFiles(files)}>
        <h2>Open your cases</h2>
        <p className="quiet">
          A table with one case a row: notes, numbers, names of pictures or all of them, the label, and the
          patient each row belongs to. {formatTitles} files are read; pictures (PNG, JPEG, WebP, BMP, DICOM)
          come along in the same folder or ZIP. A folder of pictures with a sub-folder for each class works by
          itself. Drop it here, or choose it; an archive of a project ({archiveEnding}) as well.
        </p>
        <div className="row">
          <FileButton
            kind="primary"
            testId="open-table"
            multiple
            accept={caseEndings}
            onFiles={(files) => void actions.openFiles(files)}
          >
            Open a table or ZIP
          </FileButton>
          <FolderButton testId="open-folder" onFiles={(files) => void actions.openFiles(files)}>
            Open a folder
          </FolderButton>
          <Button data-testid="try-sample" disabled={busy} onClick={() => void actions.trySample('notes')}>
            Try the sample
          </Button>
          <Button
            data-testid="try-sample-smears"
            disabled={busy}
            onClick={() => void actions.trySample('smears')}
          >
            Try one with pictures
          </Button>
        </div>
        <div className="row">
          <FileButton
            multiple
            testId="study-files"
            accept={`.json,${caseEndings}`}
            onFiles={(files) => void actions.openFiles(files)}
          >
            Open a study file with its data
          </FileButton>
          <FileButton
            testId="open-archive"
            accept={archiveEnding}
            onFiles={(files) => void actions.openFiles(files)}
          >
            Open a project archive
          </FileButton>
        </div>
        <p className="field__hint">
          The samples are synthetic, made by a script, no patient behind them: triage notes, and blood smears
          with notes and measurements. One click runs everything to the verdict.
        </p>
      </FileDrop>
      {projects.length === 0 && <HowItGoes />}
      {projects.length > 0 && <ProjectList projects={projects} />}
    </div>
  )
}

const steps = [
  ['Data', 'Open a table and check what each column is for. Rows of one patient always stay together.'],
  ['Encode', 'Frozen encoders, part of this app, turn every note and picture into a vector.'],
  ['Adapt', 'A small projection is trained inside every fold and compared with none and with PCA.'],
  [
    'Results',
    'One sentence says whether it helps, by how much, and how sure that is. “No benefit” is an answer.',
  ],
  ['Explore', 'The cases on a map before and after, those alike, and labels that look wrong.'],
  ['Use', 'A final model for new cases, and to take away as a file.'],
] as const

function HowItGoes(): ReactElement {
  return (
    <ol className="steps" aria-label="How it goes">
      {steps.map(([name, text]) => (
        <li key={name}>
          <h3>{name}</h3>
          <p className="quiet">{text}</p>
        </li>
      ))}
    </ol>
  )
}
