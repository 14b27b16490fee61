import type { ReactElement } from 'react'
import { encoderCards, type EncoderCard } from '../../core/encoders/cards.ts'
import type { EncoderSpec } from '../../core/encoders/encoder.ts'
import { modalityTitles } from '../../strings/words.ts'
import { formatBytes, formatCount, plural } from '../../ui/format.ts'
import { TableFrame } from '../../ui/table-frame.tsx'

const fieldTitles: Partial<Record<keyof EncoderCard, string>> = {
  revision: 'which version',
  weights: 'its file',
  output: 'which output to read',
  pooling: 'how to pool',
  prefix: 'the words before a text',
  maxTokens: 'how much it reads',
  licence: 'the licence',
  bytes: 'the sizes',
  medical: 'what it was trained on',
}

/** What a reader should know of how well a card is founded. */
function doubts({ ran, unconfirmed }: EncoderCard): string {
  const run = ran ? 'Run by this project.' : 'Not run by this project.'
  const open = unconfirmed.map((field) => fieldTitles[field] ?? field)
  return open.length === 0 ? run : `${run} Not confirmed: ${open.join(', ')}.`
}

/** Encoders that others publish, and how to get one: on another computer, by one command, onto a stick. */
export function KnownEncoders({ installed }: { installed: readonly EncoderSpec[] }): ReactElement {
  const isInstalled = (card: EncoderCard): boolean =>
    installed.some(({ id, modality }) => id === card.id && modality === card.modality)
  const cards = encoderCards.filter((card) => !isInstalled(card))
  return (
    <section aria-label="Encoders that others publish">
      <details className="disclosure">
        <summary>{plural(cards.length, 'encoder')} that others publish, and how to get them</summary>
        <div className="stack">
          <p>
            This page cannot fetch them. On a computer with internet and a copy of Nearside, run{' '}
            <code>npm run models -- add ID</code>; then <code>npm run models -- zip ID</code> writes one ZIP
            for a USB stick, which “Open a ZIP” above takes. What is said of them comes from what their makers
            publish.
          </p>
          <TableFrame label="Encoders that others publish" testId="known-encoders">
            <thead>
              <tr>
                <th scope="col">Encoder</th>
                <th scope="col">For</th>
                <th scope="col" className="num">
                  Vector
                </th>
                <th scope="col">Weights</th>
                <th scope="col">Medical cases</th>
                <th scope="col">Licence</th>
              </tr>
            </thead>
            <tbody>
              {cards.map((card) => (
                <tr key={`${card.id} ${card.modality}`}>
                  <th scope="row">
                    {card.title}
                    <div className="quiet">{card.id}</div>
                  </th>
                  <td>{modalityTitles[card.modality]}</td>
                  <td className="num">{formatCount(card.dimensions)}</td>
                  <td>
                    {Object.entries(card.bytes).map(([dtype, bytes]) => (
                      <div key={dtype} className="nowrap">
                        {dtype} {formatBytes(bytes)}
                      </div>
                    ))}
                  </td>
                  <td>
                    {card.medical}
                    <div className="quiet">{doubts(card)}</div>
                  </td>
                  <td>{card.licence}</td>
                </tr>
              ))}
            </tbody>
          </TableFrame>
        </div>
      </details>
    </section>
  )
}
