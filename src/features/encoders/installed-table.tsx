import { useState, type ReactElement } from 'react'
import type { EncoderSpec } from '../../core/encoders/encoder.ts'
import { encodersOf } from '../../core/encoders/manifest.ts'
import { useActions, useApp } from '../../state/context.ts'
import type { InstalledModel } from '../../state/models.ts'
import { routeHash } from '../../state/routes.ts'
import { FailureCallout } from '../../strings/failure-callout.tsx'
import { modalityTitles } from '../../strings/words.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { formatBytes, formatCount } from '../../ui/format.ts'
import { ActionsHeading, TableFrame } from '../../ui/table-frame.tsx'

interface Row {
  readonly model: InstalledModel
  readonly spec: EncoderSpec
  /** A folder of two encoders is removed as one: by its first row. */
  readonly first: boolean
}

const rowsOf = (model: InstalledModel): Row[] =>
  model.manifest ? encodersOf(model.manifest).map((spec, i) => ({ model, spec, first: i === 0 })) : []

/** What can be used, with its origin and size; damaged folders are told below. */
export function InstalledTable({ models }: { models: readonly InstalledModel[] }): ReactElement {
  const busy = useApp((state) => state.job !== null)
  const [removing, setRemoving] = useState<Row | null>(null)
  return (
    <section className="stack" aria-label="Encoders on this computer">
      <TableFrame label="Encoders" testId="encoders" className="encoders">
        <thead>
          <tr>
            <th scope="col">Encoder</th>
            <th scope="col">For</th>
            <th scope="col" className="num">
              Vector
            </th>
            <th scope="col" className="num">
              Size
            </th>
            <th scope="col">Where from</th>
            <th scope="col">Licence</th>
            <ActionsHeading />
          </tr>
        </thead>
        <tbody>
          {models.flatMap(rowsOf).map((row) => (
            <tr key={`${row.spec.id} ${row.spec.modality}`}>
              <th scope="row">
                {row.spec.title}
                <div className="quiet">{row.spec.id}</div>
              </th>
              <td>{modalityTitles[row.spec.modality]}</td>
              <td className="num">{formatCount(row.spec.dimensions)}</td>
              <td className="num">
                {formatBytes(row.spec.bytes)}
                <div className="quiet">{row.spec.dtype}</div>
              </td>
              <td>
                {row.model.origin === 'opened' ? 'opened, kept in this browser' : 'served with the app'}
              </td>
              <td>{row.spec.licence}</td>
              <td>
                {row.model.origin === 'opened' && row.first && (
                  <Button kind="quiet" disabled={busy} onClick={() => setRemoving(row)}>
                    Remove
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
      {models.map(({ id, failure }) => failure && <FailureCallout key={id} failure={failure} />)}
      <p className="quiet">
        <a href={routeHash({ screen: 'computer' })}>What this computer offers</a>: WebGPU, threads, storage,
        and a test of every encoder.
      </p>
      {removing && <RemoveDialog row={removing} onClose={() => setRemoving(null)} />}
    </section>
  )
}

function RemoveDialog({ row: { spec }, onClose }: { row: Row; onClose: () => void }): ReactElement {
  const actions = useActions()
  return (
    <Dialog
      title="Remove this encoder?"
      onClose={onClose}
      actions={
        <Button
          kind="danger"
          onClick={() => {
            void actions.removeModel(spec.id)
            onClose()
          }}
        >
          Remove the encoder
        </Button>
      }
    >
      <p>
        {formatBytes(spec.bytes)} of “{spec.title}” are removed from this browser. Results that were made with
        it stay. A project that was encoded with it needs it again before its next comparison; its vectors are
        kept for that. The folder or ZIP you opened stays where it is.
      </p>
    </Dialog>
  )
}
