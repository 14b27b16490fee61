import {
  recalibrations,
  type Basis,
  type ClassPerformance,
  type ProcedurePerformance,
  type Recalibration,
} from '../../evaluation/performance/performance.ts'
import type { Results } from '../../evaluation/types.ts'
import { formatCount } from '../../format.ts'
import { html, type Html } from '../html-text.ts'
import { stackedEstimate } from '../stacked-estimate.ts'
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
      cases; a fold whose inner cases lack a class cannot be recalibrated and is left out of those figures.
      Intervals of 95 % come from resampling patients.
    </p>
    <table class="metric">
      <thead>
        <tr>
          <th scope="col">Projection and class</th>
          <th scope="col">Probabilities</th>
          <th scope="col" class="num">n</th>
          <th scope="col" class="num">Intercept</th>
          <th scope="col" class="num">Slope</th>
          <th scope="col" class="num">Brier</th>
        </tr>
      </thead>
      ${shown.flatMap((one) => one.classes.map((of) => classBody(of, one, results)))}
    </table>
  </section>`
}

/** The class below its procedure: a column of its own would make the table wider than A4. */
function classBody(
  { class: name, calibration }: ClassPerformance,
  procedure: ProcedurePerformance,
  results: Results,
): Html {
  const heading = html`<th scope="rowgroup" rowspan="${recalibrations.length}">
    ${procedureLabel(procedure, results)}<br /><small>${name}</small>
  </th>`
  return html`<tbody>
    ${recalibrations.map((method, i) => {
      const { basis, intercept, slope, brier } = calibration[method]
      return html`<tr>
        ${i === 0 ? heading : ''}
        <td>${titles[method]}</td>
        <td class="num">${cases(basis)}</td>
        <td class="num">${stackedEstimate(intercept)}</td>
        <td class="num">${stackedEstimate(slope)}</td>
        <td class="num">${stackedEstimate(brier)}</td>
      </tr>`
    })}
  </tbody>`
}

/** The cases that the figures are of, with the folds that are no part of them below (R13). */
function cases(basis: Basis | undefined): Html {
  if (!basis) return html`not kept`
  const { cases: n, folds, undefined_folds: out } = basis
  const leftOut = html`<br /><small>without ${out} of ${folds + out} folds</small>`
  return html`${formatCount(n)}${out > 0 ? leftOut : ''}`
}
