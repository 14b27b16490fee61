import type { ReactElement } from 'react'
import type { NamedPerformance } from '../../core/charts/class-curves.ts'
import type { OperatingPoint } from '../../core/evaluation/performance/performance.ts'
import { commonDigits, estimateText, formatMetric } from '../../core/format.ts'
import { TableFrame } from '../../ui/table-frame.tsx'
import { Term } from '../../ui/term.tsx'

/** What a yes or no by the chosen thresholds does; nothing with more than two classes. */
export function OperatingPointResults(props: {
  procedures: readonly NamedPerformance[]
  className: string
}): ReactElement | null {
  const { procedures, className } = props
  const points = procedures.flatMap(({ label, performance: { operating_point } }) =>
    operating_point ? [{ label, point: operating_point }] : [],
  )
  const [first] = points
  if (!first) return null
  const rows = rowsOf(first.point)
  return (
    <section className="stack" aria-labelledby="operating-point">
      <h3 id="operating-point">As a yes or no</h3>
      <p className="quiet">
        “{className}” from a threshold on that each fold chose on its inner predictions, before it saw its
        test cases.
      </p>
      <TableFrame label="Operating point" className="figures" testId="operating-point">
        <thead>
          <tr>
            <th scope="col">Mean (95 % interval)</th>
            {points.map(({ label }) => (
              <th key={label} scope="col" className="num">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Thresholds of the folds</th>
            {points.map(({ label, point }) => (
              <td key={label} className="num">
                {thresholdsInWords(point)}
              </td>
            ))}
          </tr>
          {rows.map(({ word, explanation, at, of }) => {
            const estimates = points.map(({ point }) => of(point))
            const digits = commonDigits(estimates.filter((one) => one !== null))
            return (
              <tr key={`${word} ${at}`}>
                <th scope="row">
                  <Term word={word} explanation={explanation} />
                  {at && <div className="quiet">{at}</div>}
                </th>
                {estimates.map((one, i) => (
                  <td key={i} className="num">
                    {estimateText(one?.value ?? null, one?.ci95 ?? null, digits)}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </TableFrame>
    </section>
  )
}

const percent = (share: number): string => `${Number((100 * share).toPrecision(3))} %`

const words = {
  sensitivity: ['Sensitivity', 'Of the cases that have the class, the share that is found.'],
  specificity: ['Specificity', 'Of the cases that do not have the class, the share that is left alone.'],
  ppv: ['PPV', 'Positive predictive value: of the cases that are called positive, the share that is.'],
  npv: ['NPV', 'Negative predictive value: of the cases that are called negative, the share that is.'],
} as const

function rowsOf({ prevalence, at_stated_prevalence: stated }: OperatingPoint) {
  const row = (
    name: keyof typeof words,
    of: (point: OperatingPoint) => OperatingPoint['ppv'] | null,
    at: string | null = null,
  ) => ({ word: words[name][0], explanation: words[name][1], at, of })
  const here = `at ${percent(prevalence)} prevalence, as in these data`
  const there = stated && `at ${percent(stated.prevalence)} prevalence, as the study states`
  return [
    row('sensitivity', ({ sensitivity }) => sensitivity),
    row('specificity', ({ specificity }) => specificity),
    row('ppv', ({ ppv }) => ppv, here),
    row('npv', ({ npv }) => npv, here),
    ...(there
      ? [
          row('ppv', (point) => point.at_stated_prevalence?.ppv ?? null, there),
          row('npv', (point) => point.at_stated_prevalence?.npv ?? null, there),
        ]
      : []),
  ]
}

/** "0.31 to 0.44", and the folds that could not choose (R13). */
function thresholdsInWords({ thresholds }: OperatingPoint): string {
  const chosen = thresholds.filter((value) => value !== null)
  const none = thresholds.length - chosen.length
  const range =
    chosen.length === 0
      ? 'none could be chosen'
      : `${formatMetric(Math.min(...chosen), 2)} to ${formatMetric(Math.max(...chosen), 2)}`
  return none > 0 && chosen.length > 0 ? `${range}; ${none} of ${thresholds.length} folds chose none` : range
}
