import type { ReactElement } from 'react'
import { textModalities } from '../../core/dataset/modalities.ts'
import type { EncoderSpec } from '../../core/encoders/encoder.ts'
import type { LongTexts } from '../../core/encoders/long-texts.ts'
import { FailureCallout } from '../../strings/failure-callout.tsx'
import { NoticeList } from '../../strings/notice-list.tsx'
import { useActions, useApp } from '../../state/context.ts'
import { usableEncoders } from '../../state/models.ts'
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
  const models = useApp((state) => state.models)
  const actions = useActions()
  if (!project?.dataset) return null
  const texts = textModalities(project.dataset)
  if (texts.length === 0) return <NothingToEncode projectId={project.record.id} />
  const { coverage, settings } = project
  const encoders = usableEncoders({ models }).filter((spec) => spec.modality === 'text')
  const encoder = encoders.find((spec) => spec.id === settings.encoders.text)
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
          {plural(project.dataset.caseIds.length, 'case')}, {plural(texts.length, 'text column')}. A frozen
          encoder turns each text into a vector; equal texts are encoded once. The encoder learns nothing from
          your data.
        </p>
      </header>
      <section className="stack" aria-label="Encoder">
        <div className="fields">
          <SelectField
            label="Encoder for text"
            value={settings.encoders.text ?? ''}
            options={encoderOptions(encoders, settings.encoders.text)}
            onChange={(text) => void actions.changeSettings({ encoders: { ...settings.encoders, text } })}
          />
          <SelectField
            label="Texts longer than it reads"
            value={settings.long_texts}
            options={longTextOptions}
            onChange={(choice) => void actions.changeSettings({ long_texts: choice as LongTexts })}
          />
        </div>
        {encoder && <EncoderFacts encoder={encoder} />}
        <p className="quiet">
          <a href={routeHash({ screen: 'encoders' })}>Encoders on this computer</a>: open another one from a
          folder or a USB stick, test it, or remove it.
        </p>
      </section>
      <section className="stack" aria-label="Progress">
        {!running && <Progress label="Texts encoded" done={coverage.stored} total={coverage.texts} />}
        <p className="quiet" data-testid="coverage">
          {formatCount(coverage.stored)} of {formatCount(coverage.texts)} stored on this computer
          {running && job.paused && '; paused'}
        </p>
        {project.encodeFailure && <FailureCallout failure={project.encodeFailure} />}
        <NoticeList notices={[...project.encodeNotices, ...project.encodeTroubles]} />
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
              ? job.paused
                ? 'Paused'
                : 'Encoding'
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

function NothingToEncode({ projectId }: { projectId: string }): ReactElement {
  return (
    <div className="screen">
      <header className="screen__head">
        <h1>Nothing to encode</h1>
        <p className="screen__lead">
          These cases have no texts; their numbers and categories need no encoder and are put on one scale
          inside the training folds.
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

const longTextOptions = [
  { value: 'truncate', label: 'cut their end' },
  { value: 'windows', label: 'read in windows, averaged' },
]

/** What can be chosen, and the choice itself where it is no longer installed. */
function encoderOptions(encoders: readonly EncoderSpec[], chosen: string | undefined) {
  const options = encoders.map((spec) => ({ value: spec.id, label: spec.title }))
  return chosen === undefined || options.some(({ value }) => value === chosen)
    ? options
    : [...options, { value: chosen, label: `${chosen} (not installed)` }]
}

function EncoderFacts({ encoder }: { encoder: EncoderSpec }): ReactElement {
  return (
    <dl className="facts">
      <dt>What it is</dt>
      <dd>{encoder.description}</dd>
      <dt>Vector</dt>
      <dd>{formatCount(encoder.dimensions)} numbers a text</dd>
      <dt>Size</dt>
      <dd>{formatBytes(encoder.bytes)}, on this computer: no download</dd>
      <dt>Licence</dt>
      <dd>{encoder.licence}</dd>
      <dt>Reads</dt>
      <dd>{formatCount(encoder.maxTokens)} tokens at once; longer texts are counted here</dd>
    </dl>
  )
}
