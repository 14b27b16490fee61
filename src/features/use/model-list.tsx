import { useState, type ReactElement } from 'react'
import type { FinalModelRecord } from '../../state/app-state.ts'
import { useActions, useApp } from '../../state/context.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { formatCount, formatDate } from '../../ui/format.ts'
import { ActionsHeading, TableFrame } from '../../ui/table-frame.tsx'
import { procedureInWords } from './procedure-words.ts'

/** All final models of the project; one predicts above. */
export function ModelList(props: {
  models: readonly FinalModelRecord[]
  shown: string
  onShow: (id: string) => void
}): ReactElement {
  const { models, shown, onShow } = props
  const fingerprint = useApp((state) => state.project?.fingerprint)
  const isBusy = useApp((state) => state.job !== null)
  const actions = useActions()
  const [leaving, setLeaving] = useState<FinalModelRecord | null>(null)
  return (
    <>
      <TableFrame label="Final models" testId="models">
        <thead>
          <tr>
            <th scope="col">Procedure</th>
            <th scope="col">Run</th>
            <th scope="col" className="num">
              Cases
            </th>
            <th scope="col">Fitted</th>
            <ActionsHeading />
          </tr>
        </thead>
        <tbody>
          {models.map((model) => (
            <tr key={model.id} aria-current={model.id === shown ? 'true' : undefined}>
              <th scope="row">
                {procedureInWords(model.about)}{' '}
                {model.id === shown && models.length > 1 && (
                  <span className="tag tag--accent">predicts above</span>
                )}{' '}
                {model.about.fingerprint !== fingerprint && <span className="tag tag--warn">stale</span>}
              </th>
              <td className="nowrap">{model.run}</td>
              <td className="num">{formatCount(model.about.cases)}</td>
              <td className="nowrap">{formatDate(model.createdAt)}</td>
              <td>
                <div className="row">
                  {model.id !== shown && (
                    <Button kind="quiet" disabled={isBusy} onClick={() => onShow(model.id)}>
                      Use
                    </Button>
                  )}
                  <Button kind="quiet" disabled={isBusy} onClick={() => setLeaving(model)}>
                    Delete
                  </Button>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
      {leaving && (
        <Dialog
          title="Delete this model?"
          onClose={() => setLeaving(null)}
          actions={
            <Button
              kind="danger"
              onClick={() => {
                void actions.deleteModel(leaving.id)
                setLeaving(null)
              }}
            >
              Delete the model
            </Button>
          }
        >
          <p>
            It is removed from this computer. Data, vectors and runs stay: the same settings and seed fit it
            again.
          </p>
        </Dialog>
      )}
    </>
  )
}
