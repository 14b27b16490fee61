import { findMetric } from '../../evaluation/metrics/registry.ts'
import { pairedComparisons } from '../../evaluation/paired-comparisons.ts'
import type { Results } from '../../evaluation/types.ts'
import { differenceText, formatPValue } from '../../format.ts'
import { html, type Html } from '../html-text.ts'
import { betterInWords, capitalised, classifierTitle, foldsInWords, procedureLabel } from '../words.ts'

/** Every projection against none on every classifier, for the metric of the verdict; nothing where there is none to compare with. */
export function againstNoneSection(results: Results): Html {
  const { metric } = results.comparison
  const rows = pairedComparisons(results, metric)
  if (rows.length === 0) return html``
  const found = findMetric(metric)
  const direction = found ? betterInWords(found) : null
  const better = direction === null ? '' : ` (${direction})`
  return html`<section class="part">
    <h4>Every projection against none</h4>
    <p>
      ${capitalised(found?.noun ?? metric)}${better}, paired on identical folds by the corrected resampled
      t-test, p after Holm’s correction for all of them; only one of these is the comparison named before the
      run.
    </p>
    <table class="metric">
      <thead>
        <tr>
          <th scope="col">Classifier</th>
          <th scope="col">Projection</th>
          <th scope="col" class="num">Difference to none (95 % interval)</th>
          <th scope="col" class="num">Folds</th>
          <th scope="col" class="num">p (Holm)</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              <th scope="row">${classifierTitle(row.classifier)}</th>
              <td>${procedureLabel(row, results)}</td>
              <td class="num">${differenceText(row.difference)}</td>
              <td class="num">${foldsInWords(row.difference)}</td>
              <td class="num">${formatPValue(row.p)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`
}
