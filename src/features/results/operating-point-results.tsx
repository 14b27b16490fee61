import type { ReactElement } from 'react'
import { basisInWords, type NamedPerformance } from '../../core/charts/class-curves.ts'
import type { OperatingPoint } from '../../core/evaluation/performance/performance.ts'
import { formatMetric } from '../../core/format.ts'
import type { OperatingPointRule } from '../../core/study/study.ts'
import { thresholdRule } from '../../core/report/threshold-rule.ts'
import { FigureTable, type Figure } from './figure-table.tsx'

/** What a yes or no by the chosen thresholds does; nothing with more than two classes. */
export function OperatingPointResults(props: {
  procedures: readonly NamedPerformance[]
  className: string
  rule: OperatingPointRule
}): ReactElement | null {
  const { procedures, className, rule } = props
  const points = procedures.flatMap(({ label, performance: { operating_point } }) =>
    operating_point ? [{ label, point: operating_point }] : [],
  )
  if (points.length === 0) return null
  return (
    <section className="stack" aria-labelledby="operating-point">
      <h3 id="operating-point">As a yes or no</h3>
      <p className="quiet">
        Called “{className}” {thresholdRule(rule)};{' '}
        {basisInWords(procedures, className, (_, { operating_point }) => operating_point?.basis, 'threshold')}
        .
      </p>
      <FigureTable
        label="Operating point"
        testId="operating-point"
        procedures={points.map(({ label }) => label)}
        figures={figuresOf(points.map(({ point }) => point))}
      >
        <tr>
          <th scope="row">Thresholds of the folds</th>
          {points.map(({ label, point }) => (
            <td key={label} className="num figures__words">
              {thresholdsInWords(point)}
            </td>
          ))}
        </tr>
      </FigureTable>
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

/** At the prevalence of the data, and at the one that the study states. */
function figuresOf(points: readonly OperatingPoint[]): Figure[] {
  const figure = (
    name: keyof typeof words,
    of: (point: OperatingPoint) => Figure['estimates'][number],
    note?: string,
  ): Figure => ({
    word: words[name][0],
    explanation: words[name][1],
    ...(note !== undefined && { note }),
    estimates: points.map(of),
  })
  const here = `at ${percent(points[0]!.prevalence)} prevalence, as in these data`
  const stated = points[0]!.at_stated_prevalence
  const there = stated ? `at ${percent(stated.prevalence)} prevalence, as the study states` : null
  return [
    figure('sensitivity', ({ sensitivity }) => sensitivity),
    figure('specificity', ({ specificity }) => specificity),
    figure('ppv', ({ ppv }) => ppv, here),
    figure('npv', ({ npv }) => npv, here),
    ...(there === null
      ? []
      : [
          figure('ppv', (point) => point.at_stated_prevalence?.ppv ?? null, there),
          figure('npv', (point) => point.at_stated_prevalence?.npv ?? null, there),
        ]),
  ]
}

/** "0.31 to 0.44", and the folds that could not choose (R13). */
function thresholdsInWords({ thresholds }: OperatingPoint): string {
  const chosen = thresholds.filter((value) => value !== null)
  const none = thresholds.length - chosen.length
  const ends = [Math.min(...chosen), Math.max(...chosen)].map((value) => formatMetric(value, 2))
  const range = chosen.length === 0 ? 'none could be chosen' : [...new Set(ends)].join(' to ')
  return none > 0 && chosen.length > 0 ? `${range}; ${none} of ${thresholds.length} folds chose none` : range
}
