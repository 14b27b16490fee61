import type { ReactElement } from 'react'
import { useActions, useApp } from '../../state/context.ts'
import { usableEncoders } from '../../state/models.ts'
import { Callout } from '../../ui/callout.tsx'
import { FileButton, FileDrop, FolderButton } from '../../ui/file-drop.tsx'
import { plural } from '../../ui/format.ts'
import { CompareInputs } from './compare-inputs.tsx'
import { InstalledTable } from './installed-table.tsx'
import { KnownEncoders } from './known-encoders.tsx'
import './encoders.css'

/** One question: which encoders are on this computer, and can they be trusted? */
export function EncodersScreen(): ReactElement {
  const models = useApp((state) => state.models)
  const opened = useApp((state) => state.openedModel)
  const busy = useApp((state) => state.job !== null)
  const actions = useActions()
  const encoders = usableEncoders({ models })
  const fresh = encoders.find(({ id }) => id === opened)
  const open = (files: readonly File[]): void => void actions.openModel(files)
  return (
    <div className="screen">
      <header className="screen__head">
        <h1>{plural(encoders.length, 'encoder')} on this computer</h1>
        <p className="screen__lead">
          An encoder is a frozen foundation model: it turns a text or a picture into a vector and learns
          nothing from your data. Nearside never fetches one from the internet by itself.
        </p>
      </header>
      {fresh && (
        <Callout kind="info">
          <span data-testid="opened-model">
            <strong>{fresh.title}</strong> was checked, tried and kept in this browser.{' '}
            {fresh.modality === 'text' ? 'Choose it in Encode.' : 'Compare a few pictures with it below.'}
          </span>
        </Callout>
      )}
      <InstalledTable models={models} />
      <FileDrop label="Open an encoder" onFiles={open}>
        <h2>Open another encoder</h2>
        <p className="quiet">
          A folder, or a ZIP of one, in the layout that transformers.js loads: config.json, tokenizer.json or
          preprocessor_config.json, onnx/model.onnx. Drop it here, or choose it. Every file is checked and the
          encoder is tried before it is kept; nothing is sent anywhere.
        </p>
        <div className="row">
          <FolderButton kind="primary" testId="open-model-folder" disabled={busy} onFiles={open}>
            Open a folder
          </FolderButton>
          <FileButton testId="open-model-zip" accept=".zip" disabled={busy} onFiles={open}>
            Open a ZIP
          </FileButton>
        </div>
      </FileDrop>
      <CompareInputs encoders={encoders} />
      <KnownEncoders installed={encoders} />
    </div>
  )
}
