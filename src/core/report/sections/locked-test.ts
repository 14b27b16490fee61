import { findMetric } from '../../evaluation/metrics/registry.ts'
import { commonDigits, estimateText } from '../../format.ts'
import type { ReportInput } from '../answer.ts'
import { html, type Html } from '../html-text.ts'
import {
  lockedCasesSentence,
  lockedComparisonSentence,
  lockedRows,
  methodSentence,
  notTheVerdict,
} from '../locked-test.ts'
import { capitalised, classifierTitle, countsInWords, procedureLabel } from '../words.ts'

/** The locked test set, for the metric of the verdict; nothing where the run had none. */
export function lockedTestSection({ results, looks }: Pick<ReportInput, 'results' | 'looks'>): Html {
  const { locked_test: locked, comparison } = results
  if (!locked) return html``
  const rows = lockedRows(results, locked, comparison.metric)
  const digits = commonDigits(rows.map((row) => row.locked))
  const lines = rows.map(
    ({ locked: row, crossValidated }) =>
      html`<tr>
        <th scope="row">${classifierTitle(row.classifier)}</th>
        <td>${procedureLabel(row, results)}</td>
        <td class="num">${estimateText(row.mean, row.ci95, digits)}</td>
        <td class="num">
          ${crossValidated ? estimateText(crossValidated.mean, crossValidated.ci95, digits) : 'not defined'}
        </td>
      </tr>`,
  )
  return html`<section class="part">
    <h4>Locked test set</h4>
    <p>${lockedCasesSentence(locked)} By class: ${countsInWords(locked.classes)}.</p>
    <p>
      ${capitalised(lockedComparisonSentence(locked.comparison))} ${methodSentence(locked.comparison)}
      ${notTheVerdict(looks)}
    </p>
    <table class="metric">
      <caption>
        ${findMetric(comparison.metric)?.title ?? comparison.metric}
      </caption>
      <thead>
        <tr>
          <th scope="col">Classifier</th>
          <th scope="col">Projection</th>
          <th scope="col" class="num">Locked test set (95 % interval)</th>
          <th scope="col" class="num">Cross-validation (95 % interval)</th>
        </tr>
      </thead>
      <tbody>
        ${lines}
      </tbody>
    </table>
  </section>`
}
