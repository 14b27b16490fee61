import {
  recalibrations,
  type ProcedurePerformance,
  type Recalibration,
} from '../../evaluation/performance/performance.ts'
import type { Results } from '../../evaluation/types.ts'
import { estimateText } from '../../format.ts'
import { html, type Html } from '../html-text.ts'
import { classifierTitle, procedureLabel } from '../words.ts'

const titles: Readonly<Record<Recalibration, string>> = {
  none: 'as predicted',
  platt: 'Platt',
  isotonic: 'isotonic',
}

/** Calibration of the comparison's classifier, as predicted and after recalibration by what was fitted without the test cases (R4). */
export function recalibrationPart(results: Results): Html {
  const { performance = [], comparison } = results
  const shown = performance.filter(({ classifier }) => classifier === comparison.classifier)
  if (shown.length === 0) return html`<p>No model was updated.</p>`
  return html`<section class="part">
    <h4>Calibration as predicted and recalibrated</h4>
    <p>
      ${classifierTitle(comparison.classifier)}; intercept 0 and slope 1 are ideal, a slope below 1 means that
      probabilities are too extreme. Calibrators were fitted in each fold on inner predictions of its training
      cases; intervals of 95 % come from resampling patients.
    </p>
    <table class="metric">
      <thead>
        <tr>
          <th scope="col">Projection</th>
          <th scope="col">Class</th>
          <th scope="col">Probabilities</th>
          <th scope="col" class="num">Intercept</th>
          <th scope="col" class="num">Slope</th>
          <th scope="col" class="num">Brier</th>
        </tr>
      </thead>
      ${shown.map((one) => procedureBody(one, results))}
    </table>
  </section>`
}

function procedureBody(one: ProcedurePerformance, results: Results): Html {
  const lines = one.classes.flatMap(({ class: name, calibration }) =>
    recalibrations.map((method) => ({ name, method, ...calibration[method] })),
  )
  return html`<tbody>
    ${lines.map(
      ({ name, method, intercept, slope, brier }, i) =>
        html`<tr>
          ${
            i === 0
              ? html`<th scope="rowgroup" rowspan="${lines.length}">${procedureLabel(one, results)}</th>`
              : ''
          }
          <td>${name}</td>
          <td>${titles[method]}</td>
          <td class="num">${estimateText(intercept.value, intercept.ci95)}</td>
          <td class="num">${estimateText(slope.value, slope.ci95)}</td>
          <td class="num">${estimateText(brier.value, brier.ci95)}</td>
        </tr>`,
    )}
  </tbody>`
}
