import type { ReactElement } from 'react'
import type { EncoderModality, EncoderSpec } from '../../core/encoders/encoder.ts'
import type { LongTexts } from '../../core/encoders/long-texts.ts'
import type { OpenProject } from '../../state/app-state.ts'
import { useActions, useApp } from '../../state/context.ts'
import { usableEncoders } from '../../state/models.ts'
import { modalityTitles } from '../../strings/words.ts'
import { SelectField } from '../../ui/field.tsx'
import { formatBytes, formatCount } from '../../ui/format.ts'
import { Progress } from '../../ui/progress.tsx'

interface Props {
  readonly project: OpenProject
  readonly modality: EncoderModality
}

/** The encoder for one modality, what it is, and how far it is. */
export function EncoderChoice({ project, modality }: Props): ReactElement {
  const job = useApp((state) => state.job)
  const models = useApp((state) => state.models)
  const actions = useActions()
  const { settings, coverage } = project
  const encoders = usableEncoders({ models }).filter((spec) => spec.modality === modality)
  const chosen = settings.encoders[modality]
  const encoder = encoders.find((spec) => spec.id === chosen)
  const { inputs, stored } = coverage[modality]
  const running = job?.kind === 'encode'
  return (
    <section className="stack" aria-label={modalityTitles[modality]}>
      <div className="fields">
        <SelectField
          label={`Encoder for ${modalityTitles[modality]}`}
          value={chosen ?? ''}
          options={encoderOptions(encoders, chosen)}
          onChange={(id) =>
            void actions.changeSettings({ encoders: { ...settings.encoders, [modality]: id } })
          }
        />
        {modality === 'text' && (
          <SelectField
            label="Texts longer than it reads"
            value={settings.long_texts}
            options={longTextOptions}
            onChange={(choice) => void actions.changeSettings({ long_texts: choice as LongTexts })}
          />
        )}
      </div>
      {encoder && <EncoderFacts encoder={encoder} />}
      {!running && <Progress label={`Encoded ${modalityTitles[modality]}`} done={stored} total={inputs} />}
      <p className="quiet" data-testid={`coverage-${modality}`}>
        {formatCount(stored)} of {formatCount(inputs)} stored on this computer
        {running && job.paused && '; paused'}
      </p>
    </section>
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
      <dd>
        {formatCount(encoder.dimensions)} numbers a {encoder.modality === 'text' ? 'text' : 'picture'}
      </dd>
      <dt>Size</dt>
      <dd>{formatBytes(encoder.bytes)}, on this computer: no download</dd>
      <dt>Licence</dt>
      <dd>{encoder.licence}</dd>
      {encoder.modality === 'text' && (
        <>
          <dt>Reads</dt>
          <dd>{formatCount(encoder.maxTokens)} tokens at once; longer texts are counted here</dd>
        </>
      )}
    </dl>
  )
}
