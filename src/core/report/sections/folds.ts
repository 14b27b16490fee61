import { comparedFolds, leavesSitesOut } from '../../evaluation/compared-folds.ts'
import { foldLabel } from '../../evaluation/fold-label.ts'
import type { Results } from '../../evaluation/types.ts'
import { formatCount, formatDifference, formatMetric } from '../../format.ts'
import { html, type Html } from '../html-text.ts'
import { projectionHeadings } from '../words.ts'

/** Both sides of the comparison on every fold: what the corrected t-test was given. */
export function foldsSection(results: Results): Html {
  const { compare } = results.comparison
  const bySite = leavesSitesOut(results)
  const rows = comparedFolds(results).map(
    (fold) =>
      html`<tr>
        <td>${fold.repeat + 1}</td>
        <td>${foldLabel(fold)}</td>
        <td>${formatCount(fold.n_train)}</td>
        <td>${formatCount(fold.n_test)}</td>
        ${bySite ? html`<td>${formatCount(fold.n_set_aside ?? 0)}</td>` : ''}
        <td>${fold.patients_shared}</td>
        <td>${formatMetric(fold.a, 3)}</td>
        <td>${formatMetric(fold.b, 3)}</td>
        <td>${fold.difference === null ? '–' : formatDifference(fold.difference, 3)}</td>
      </tr>`,
  )
  return html`<section class="part">
    <h4>The comparison, fold by fold</h4>
    <table class="numbers">
      <thead>
        <tr>
          <th scope="col">Repeat</th>
          <th scope="col">${bySite ? 'Site left out' : 'Fold'}</th>
          <th scope="col">Training cases</th>
          <th scope="col">Test cases</th>
          ${bySite ? html`<th scope="col">Set aside</th>` : ''}
          <th scope="col">Patients shared</th>
          <th scope="col">${projectionHeadings[compare[0]]}</th>
          <th scope="col">${projectionHeadings[compare[1]]}</th>
          <th scope="col">Difference</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </section>`
}
