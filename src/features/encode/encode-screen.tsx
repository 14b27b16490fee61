import type { ReactElement } from 'react'
import { modalities } from '../../core/encoders/encoder.ts'
import { FailureCallout } from '../../strings/failure-callout.tsx'
import { NoticeList } from '../../strings/notice-list.tsx'
import { useActions, useApp } from '../../state/context.ts'
import { usableEncoders } from '../../state/models.ts'
import { routeHash } from '../../state/routes.ts'
import { leftToEncode } from '../../state/stage-status.ts'
import { inputsInWords } from '../../strings/words.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { plural } from '../../ui/format.ts'
import { EncoderChoice } from './encoder-choice.tsx'

/** One question: which encoders read the notes and the pictures? What is finished stays, whatever happens. */
export function EncodeScreen(): ReactElement | null {
  const project = useApp((state) => state.project)
  const job = useApp((state) => state.job)
  const models = useApp((state) => state.models)
  const actions = useActions()
  if (!project?.dataset) return null
  const { coverage, settings } = project
  const present = modalities.filter((modality) => coverage[modality].inputs > 0)
  if (present.length === 0) return <NothingToEncode projectId={project.record.id} />
  const installed = usableEncoders({ models })
  const ready = present.every((modality) =>
    installed.some((spec) => spec.modality === modality && spec.id === settings.encoders[modality]),
  )
  const left = leftToEncode(project)
  const begun = present.some((modality) => coverage[modality].stored > 0)
  const running = job?.kind === 'encode'
  return (
    <div className="screen">
      <header className="screen__head">
        <h1>
          {left === 0
            ? `All ${inputsInWords(coverage)} are encoded`
            : `${inputsInWords(remaining(coverage))} to encode`}
        </h1>
        <p className="screen__lead">
          {plural(project.dataset.caseIds.length, 'case')}. A frozen encoder turns each text or picture into a
          vector; equal ones are encoded once. The encoder learns nothing from your data.
        </p>
      </header>
      {present.map((modality) => (
        <EncoderChoice key={modality} project={project} modality={modality} />
      ))}
      <p className="quiet">
        <a href={routeHash({ screen: 'encoders' })}>Encoders on this computer</a>: open another one from a
        folder or a USB stick, test it, or remove it.
      </p>
      {project.encodeFailure && <FailureCallout failure={project.encodeFailure} />}
      <NoticeList notices={[...project.encodeNotices, ...project.encodeTroubles]} />
      {job && !running && (
        <Callout kind="info">Another job is running; encoding can start when it is done.</Callout>
      )}
      <div className="row">
        {left > 0 ? (
          <Button
            kind="primary"
            icon="play"
            disabled={job !== null || !ready}
            onClick={() => void actions.encode()}
            data-testid="encode"
          >
            {running
              ? job.paused
                ? 'Paused'
                : 'Encoding'
              : begun
                ? `Continue with the other ${inputsInWords(remaining(coverage))}`
                : 'Encode'}
          </Button>
        ) : (
          <a
            className="button button--primary"
            href={routeHash({ screen: 'adapt', projectId: project.record.id })}
          >
            Continue to Adapt
          </a>
        )}
      </div>
    </div>
  )
}

type Coverages = Parameters<typeof leftToEncode>[0]['coverage']

const remaining = ({ text, image }: Coverages) => ({
  text: { inputs: text.inputs - text.stored },
  image: { inputs: image.inputs - image.stored },
})

function NothingToEncode({ projectId }: { projectId: string }): ReactElement {
  return (
    <div className="screen">
      <header className="screen__head">
        <h1>Nothing to encode</h1>
        <p className="screen__lead">
          These cases have no texts and no pictures. Numbers and categories need no encoder and are put on one
          scale inside the training folds; ready-made vectors are used as they are.
        </p>
      </header>
      <div className="row">
        <a className="button button--primary" href={routeHash({ screen: 'adapt', projectId })}>
          Continue to Adapt
        </a>
      </div>
    </div>
  )
}
