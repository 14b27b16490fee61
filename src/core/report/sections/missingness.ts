import { findMetric } from '../../evaluation/metrics/registry.ts'
import { fewestOfClass, fewestPatients } from '../../evaluation/scored-cases.ts'
import type { Results, SummaryRow } from '../../evaluation/types.ts'
import { commonDigits, estimateText } from '../../format.ts'
import { html, type Html } from '../html-text.ts'
import { missingnessGroups, type CaseGroup } from '../case-groups.ts'
import {
  capitalised,
  classifierTitle,
  counted,
  countsInWords,
  procedureLabel,
  uncapitalised,
  undefinedInWords,
} from '../words.ts'

/** Results by the modalities that cases have, for the metric and the classifier of the verdict. */
export function missingnessSection(results: Results): Html {
  const { metric, classifier } = results.comparison
  const groups = missingnessGroups(results, metric, classifier)
  if (groups.length === 0) return html``
  const digits = commonDigits(groups.flatMap(({ rows }) => rows ?? []))
  return html`<section class="part">
    <h4>By what is missing</h4>
    <p>
      ${capitalised(findMetric(metric)?.noun ?? metric)} of ${uncapitalised(classifierTitle(classifier))} on
      the cases that have the same modalities, when they were held out: mean over the folds that hold such
      cases. Groups of fewer than ${fewestPatients} patients, or without ${fewestOfClass} cases of two
      classes, are counted and not scored.
    </p>
    <table class="metric">
      <thead>
        <tr>
          <th scope="col">Modalities that the cases have</th>
          <th scope="col">Projection</th>
          <th scope="col" class="num">Mean (95 % interval)</th>
          <th scope="col" class="num">Undefined</th>
        </tr>
      </thead>
      ${groups.map((group) => groupBody(group, digits, results))}
    </table>
  </section>`
}

function groupBody(group: CaseGroup, digits: number, results: Results): Html {
  const { rows, label, cases, patients, classes } = group
  const lines: readonly Html[] = rows?.length
    ? rows.map((row) => rowCells(row, digits, results))
    : [
        html`<td colspan="3">
          ${rows ? 'Not defined in any fold.' : `Fewer than ${fewestPatients} patients, or ${fewestOfClass} of two classes.`}
        </td>`,
      ]
  return html`<tbody>
    ${lines.map(
      (line, i) =>
        html`<tr>
          ${
            i === 0
              ? html`<th scope="rowgroup" rowspan="${lines.length}">
                  ${label}: ${counted(cases, 'case')} of
                  ${counted(patients, 'patient')}${classes ? ` (${countsInWords(classes)})` : ''}
                </th>`
              : ''
          }
          ${line}
        </tr>`,
    )}
  </tbody>`
}

function rowCells(row: SummaryRow, digits: number, results: Results): Html {
  return html`<td>${procedureLabel(row, results)}</td>
    <td class="num">${estimateText(row.mean, row.ci95, digits)}</td>
    <td class="num">${undefinedInWords(row)}</td>`
}
