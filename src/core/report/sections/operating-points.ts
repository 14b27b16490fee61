import type { OperatingPoint } from '../../evaluation/performance/performance.ts'
import type { Results } from '../../evaluation/types.ts'
import { estimateText, formatMetric } from '../../format.ts'
import { comparedPerformance } from '../compared-performance.ts'
import { html, type Html } from '../html-text.ts'
import { thresholdRule } from '../threshold-rule.ts'
import { counted } from '../words.ts'

/** What is right and wrong at a threshold, of the two procedures that are compared; nothing with more than two classes. */
export function operatingPointsSection(results: Results): Html {
  const points = comparedPerformance(results).flatMap(({ label, performance }) =>
    performance.operating_point ? [{ label, point: performance.operating_point }] : [],
  )
  const [first] = points
  if (!first) return html``
  const { prevalence, at_stated_prevalence: stated } = first.point
  return html`<section>
    <h2>At a threshold</h2>
    <p>
      What is right and wrong ${thresholdRule(results.study.operating_point)}. Predictive values hold for the
      share of positive cases in these data,
      ${percent(prevalence)}${stated ? `, and for the stated prevalence of ${percent(stated.prevalence)}` : ''}.
    </p>
    <table class="metric">
      <thead>
        <tr>
          <th scope="col">Value (95 % interval)</th>
          ${points.map(({ label }) => html`<th scope="col" class="num">${label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${linesOf(first.point).map(
          ([title, valueOf]) =>
            html`<tr>
              <th scope="row">${title}</th>
              ${points.map(({ point }) => html`<td class="num">${valueOf(point)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`
}

type Line = readonly [string, (point: OperatingPoint) => string]

function linesOf({ at_stated_prevalence: stated }: OperatingPoint): Line[] {
  return [
    ['Thresholds', thresholds],
    ['Sensitivity', ({ sensitivity: { value, ci95 } }) => estimateText(value, ci95)],
    ['Specificity', ({ specificity: { value, ci95 } }) => estimateText(value, ci95)],
    ['Positive predictive value', ({ ppv: { value, ci95 } }) => estimateText(value, ci95)],
    ['Negative predictive value', ({ npv: { value, ci95 } }) => estimateText(value, ci95)],
    ...(stated
      ? ([
          [`Positive predictive value at ${percent(stated.prevalence)}`, (point) => atStated(point, 'ppv')],
          [`Negative predictive value at ${percent(stated.prevalence)}`, (point) => atStated(point, 'npv')],
        ] satisfies Line[])
      : []),
  ]
}

function atStated({ at_stated_prevalence: stated }: OperatingPoint, which: 'ppv' | 'npv'): string {
  return stated ? estimateText(stated[which].value, stated[which].ci95) : '–'
}

/** "0.31 to 0.44; none in 1 fold". */
function thresholds({ thresholds: all }: OperatingPoint): string {
  const chosen = all.filter((threshold) => threshold !== null)
  const missing = all.length - chosen.length
  const range =
    chosen.length === 0
      ? []
      : [`${formatMetric(Math.min(...chosen), 2)} to ${formatMetric(Math.max(...chosen), 2)}`]
  return [...range, ...(missing > 0 ? [`none in ${counted(missing, 'fold')}`] : [])].join('; ')
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
