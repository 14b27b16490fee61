import type { ReactElement } from 'react'
import { encoderCatalogue } from '../../core/encoders/catalogue.ts'
import { FailureCallout } from '../../strings/failure-callout.tsx'
import { NoticeList } from '../../strings/notice-list.tsx'
import { useActions, useApp } from '../../state/context.ts'
import { routeHash } from '../../state/routes.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { SelectField } from '../../ui/field.tsx'
import { formatBytes, formatCount, plural } from '../../ui/format.ts'
import { Progress } from '../../ui/progress.tsx'

/** One question: which encoder reads the notes? What is finished stays, whatever happens. */
export function EncodeScreen(): ReactElement | null {
  const project = useApp((state) => state.project)
  const job = useApp((state) => state.job)
  const actions = useActions()
  if (!project?.dataset) return null
  const { coverage, settings } = project
  const encoder = encoderCatalogue.find((spec) => spec.id === settings.encoders.text)
  const left = coverage.texts - coverage.stored
  const running = job?.kind === 'encode'
  return (
    <div className="screen">
      <header className="screen__head">
        <h1>
          {left === 0
            ? `All ${formatCount(coverage.texts)} different texts are encoded`
            : `${formatCount(left)} of ${plural(coverage.texts, 'different text')} to encode`}
        </h1>
        <p className="screen__lead">
          {plural(project.dataset.caseIds.length, 'case')},{' '}
          {plural(project.dataset.modalities.length, 'text column')}. A frozen encoder turns each text into a
          vector; equal texts are encoded once. The encoder learns nothing from your data.
        </p>
      </header>
      <section className="stack" aria-label="Encoder">
        <div className="fields">
          <SelectField
            label="Encoder for text"
            value={settings.encoders.text ?? ''}
            options={encoderCatalogue.map((spec) => ({ value: spec.id, label: spec.title }))}
            onChange={(text) => void actions.changeSettings({ encoders: { ...settings.encoders, text } })}
          />
        </div>
        {encoder && (
          <dl className="facts">
            <dt>What it is</dt>
            <dd>{encoder.description}</dd>
            <dt>Vector</dt>
            <dd>{encoder.dimensions} numbers a text</dd>
            <dt>Size</dt>
            <dd>{formatBytes(encoder.bytes)}, part of this app: no download</dd>
            <dt>Licence</dt>
            <dd>{encoder.licence}</dd>
            <dt>Longest text</dt>
            <dd>{formatCount(encoder.maxTokens)} tokens; what is longer is cut, and counted here</dd>
          </dl>
        )}
      </section>
      <section className="stack" aria-label="Progress">
        <Progress label="Texts encoded" done={coverage.stored} total={coverage.texts} />
        <p className="quiet" data-testid="coverage">
          {formatCount(coverage.stored)} of {formatCount(coverage.texts)} stored on this computer
          {running && job.paused && '; paused'}
        </p>
        {project.encodeFailure && <FailureCallout failure={project.encodeFailure} />}
        <NoticeList notices={project.encodeNotices} />
      </section>
      {job && !running && (
        <Callout kind="info">Another job is running; encoding can start when it is done.</Callout>
      )}
      <div className="row">
        {left > 0 ? (
          <Button
            kind="primary"
            icon="play"
            disabled={job !== null || !encoder}
            onClick={() => void actions.encode()}
            data-testid="encode"
          >
            {running
              ? 'Encoding'
              : coverage.stored > 0
                ? `Continue with the other ${formatCount(left)}`
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
