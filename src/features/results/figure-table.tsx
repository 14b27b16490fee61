import type { ReactElement, ReactNode } from 'react'
import type { Estimate } from '../../core/evaluation/performance/performance.ts'
import { commonDigits, formatMetric } from '../../core/format.ts'
import { TableFrame } from '../../ui/table-frame.tsx'
import { Term } from '../../ui/term.tsx'

export interface Figure {
  readonly word: string
  readonly explanation: string
  /** A line below the word. */
  readonly note?: string
  /** One a procedure; null where it has none. */
  readonly estimates: readonly (Estimate | null)[]
}

/** Figures with their intervals, a column a procedure, a line of them with the same decimals. */
export function FigureTable(props: {
  label: string
  testId: string
  procedures: readonly string[]
  figures: readonly Figure[]
  children?: ReactNode
}): ReactElement {
  const { label, testId, procedures, figures, children } = props
  return (
    <TableFrame label={label} className="figures" testId={testId}>
      <thead>
        <tr>
          <th scope="col">95 % interval below</th>
          {procedures.map((name) => (
            <th key={name} scope="col" className="num">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {children}
        {figures.map(({ word, explanation, note, estimates }) => {
          const digits = commonDigits(estimates.filter((one) => one !== null))
          return (
            <tr key={`${word} ${note}`}>
              <th scope="row">
                <Term word={word} explanation={explanation} />
                {note && <div className="figures__note">{note}</div>}
              </th>
              {estimates.map((estimate, i) => (
                <td key={i} className="num">
                  {(estimate?.value ?? null) === null
                    ? 'not defined'
                    : formatMetric(estimate?.value ?? null, digits)}
                  {estimate?.ci95 && (
                    <div className="figures__note">
                      {formatMetric(estimate.ci95[0], digits)} to {formatMetric(estimate.ci95[1], digits)}
                    </div>
                  )}
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </TableFrame>
  )
}
