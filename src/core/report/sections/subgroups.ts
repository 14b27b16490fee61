import { findMetric } from '../../evaluation/metrics/registry.ts'
import { usesAll } from '../../evaluation/modality-sets.ts'
import { fewestOfClass, fewestPatients, isScored } from '../../evaluation/scored-cases.ts'
import type { Results, Subgroup, SummaryRow } from '../../evaluation/types.ts'
import { commonDigits, estimateText } from '../../format.ts'
import { html, type Html } from '../html-text.ts'
import {
  capitalised,
  classifierTitle,
  counted,
  countsInWords,
  procedureLabel,
  uncapitalised,
} from '../words.ts'

/** Results by the study's subgroups, for the metric and the classifier of the verdict; nothing where it has none. */
export function subgroupsSection(results: Results): Html {
  const { subgroups = [], comparison } = results
  if (subgroups.length === 0) return html``
  const { metric, classifier } = comparison
  const rowsOf = ({ summary }: Subgroup): SummaryRow[] =>
    summary.filter((row) => usesAll(row) && row.metric === metric && row.classifier === classifier)
  const digits = commonDigits(subgroups.flatMap(rowsOf))
  return html`<section class="part">
    <h4>In subgroups</h4>
    <p>
      ${capitalised(findMetric(metric)?.noun ?? metric)} of ${uncapitalised(classifierTitle(classifier))} on
      the cases of each group alone, when they were held out: mean over the folds that hold such cases. Groups
      of fewer than ${fewestPatients} patients, or without ${fewestOfClass} cases of two classes, are counted
      and not scored. Differences between groups were not tested.
    </p>
    <table class="metric">
      <thead>
        <tr>
          <th scope="col">Group</th>
          <th scope="col">Projection</th>
          <th scope="col" class="num">Mean (95 % interval)</th>
        </tr>
      </thead>
      ${subgroups.map((group) => groupBody(group, rowsOf(group), digits, results))}
    </table>
  </section>`
}

function groupBody(group: Subgroup, rows: readonly SummaryRow[], digits: number, results: Results): Html {
  const { column, level, cases, patients, classes } = group
  const scored = isScored(group)
  const lines =
    rows.length > 0
      ? rows.map(
          (row) =>
            html`<td>${procedureLabel(row, results)}</td>
              <td class="num">${estimateText(row.mean, row.ci95, digits)}</td>`,
        )
      : [
          html`<td colspan="2">
            ${scored ? 'Not defined in any fold.' : `Fewer than ${fewestPatients} patients, or ${fewestOfClass} of two classes.`}
          </td>`,
        ]
  return html`<tbody>
    ${lines.map(
      (line, i) =>
        html`<tr>
          ${
            i === 0
              ? html`<th scope="rowgroup" rowspan="${lines.length}">
                  ${column}: ${level ?? 'no value'}, ${counted(cases, 'case')} of
                  ${counted(patients, 'patient')}${scored ? ` (${countsInWords(classes)})` : ''}
                </th>`
              : ''
          }
          ${line}
        </tr>`,
    )}
  </tbody>`
}
