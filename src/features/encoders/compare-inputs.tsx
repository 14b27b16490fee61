import { useState, type ReactElement } from 'react'
import type { EncoderSpec } from '../../core/encoders/encoder.ts'
import { row } from '../../core/math/matrix.ts'
import { useActions, useApp } from '../../state/context.ts'
import type { EncoderComparison } from '../../state/encoder-checks.ts'
import { deviceTitles, modalityTitles } from '../../strings/words.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextAreaField } from '../../ui/field.tsx'
import { FileButton } from '../../ui/file-drop.tsx'
import { formatSeconds, plural } from '../../ui/format.ts'
import { TableFrame } from '../../ui/table-frame.tsx'
import { Term } from '../../ui/term.tsx'

const firstTexts = [
  'Short of breath when lying down, swollen ankles.',
  'Dyspnoea and oedema of both legs.',
  'Twisted the ankle playing football.',
].join('\n')
const mostInputs = 24

/** What does an encoder take for alike? A few inputs of one's own say more than a description. */
export function CompareInputs({ encoders }: { encoders: readonly EncoderSpec[] }): ReactElement | null {
  const busy = useApp((state) => state.job !== null)
  const comparison = useApp((state) => state.comparison)
  const actions = useActions()
  const [chosen, setChosen] = useState('')
  const [typed, setTyped] = useState(firstTexts)
  const [tooMany, setTooMany] = useState(false)
  // texts need no file at hand to begin with
  const first = encoders.find(({ modality }) => modality === 'text') ?? encoders[0]
  const encoder = encoders.find((spec) => valueOf(spec) === chosen) ?? first
  if (!encoder) return null
  const texts = typed.split('\n').filter((line) => line.trim() !== '')
  return (
    <section className="screen__section" aria-labelledby="compare">
      <h2 id="compare">What does it take for alike?</h2>
      <p className="quiet">
        Encode a few inputs and see how close their vectors lie. Nothing is stored. At most {mostInputs}.
      </p>
      <div className="fields">
        <SelectField
          label="Encoder"
          value={valueOf(encoder)}
          options={encoders.map((spec) => ({
            value: valueOf(spec),
            label: `${spec.title} (${modalityTitles[spec.modality]})`,
          }))}
          onChange={setChosen}
        />
      </div>
      {encoder.modality === 'text' ? (
        <>
          <TextAreaField label="Texts, one a line" rows={4} value={typed} onChange={setTyped} />
          <div className="row">
            <Button
              data-testid="compare-texts"
              disabled={busy || texts.length < 2 || texts.length > mostInputs}
              onClick={() => void actions.compareTexts(encoder.id, texts)}
            >
              Compare the texts
            </Button>
          </div>
        </>
      ) : (
        <div className="row">
          <FileButton
            multiple
            testId="compare-pictures"
            accept="image/*"
            disabled={busy}
            onFiles={(files) => {
              setTooMany(files.length > mostInputs)
              if (files.length <= mostInputs) void actions.comparePictures(encoder.id, files)
            }}
          >
            Compare pictures
          </FileButton>
          {tooMany && <p className="field__error">At most {mostInputs} pictures; none was read.</p>}
        </div>
      )}
      {comparison && comparison.id === encoder.id && comparison.modality === encoder.modality && (
        <Cosines comparison={comparison} />
      )}
    </section>
  )
}

const valueOf = ({ id, modality }: EncoderSpec): string => `${id} ${modality}`

function Cosines({ comparison }: { comparison: EncoderComparison }): ReactElement {
  const { names, cosines, device, overlong, seconds } = comparison
  return (
    <div className="stack">
      <p>
        <Term
          word="Cosine"
          explanation="1: their vectors point the same way. 0: they have nothing in common. Only compare numbers of one encoder."
        />{' '}
        of each pair, computed on {deviceTitles[device]} in {formatSeconds(seconds)}.
        {overlong > 0 && ` ${plural(overlong, 'text')} longer than the encoder reads; cut at the end.`}
      </p>
      <TableFrame label="Cosine of each pair" testId="cosines" className="cosines">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Input</span>
            </th>
            {names.map((name, j) => (
              <th scope="col" className="num" key={j} title={name}>
                {j + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name, i) => (
            <tr key={i}>
              <th scope="row">
                {i + 1}. {name}
              </th>
              {Array.from(row(cosines, i), (cosine, j) => (
                <td className="num" key={j}>
                  {Number.isNaN(cosine) ? 'unknown' : cosine.toFixed(2)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </TableFrame>
    </div>
  )
}
