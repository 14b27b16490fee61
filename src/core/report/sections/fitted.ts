import type { Results } from '../../evaluation/types.ts'
import { fittedLines } from '../fitted.ts'
import { html, type Html } from '../html-text.ts'

export function fittedSection(results: Results): Html {
  const rows = fittedLines(results).map(
    ({ label, facts }) =>
      html`<tr>
        <th scope="row">${label}</th>
        <td>${facts.join('; ')}</td>
      </tr>`,
  )
  if (rows.length === 0) return html``
  return html`<section class="part">
    <h4>What was fitted</h4>
    <p>Means over the folds, and what a fold was learned without.</p>
    <table>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </section>`
}
