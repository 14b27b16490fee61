import { fewestOfClass, fewestPatients } from '../../evaluation/scored-cases.ts'
import type { Results, SummaryRow } from '../../evaluation/types.ts'
import { estimateText } from '../../format.ts'
import type { CaseGroup } from '../case-groups.ts'
import { html, type Html } from '../html-text.ts'
import { counted, countsInWords, procedureLabel, undefinedInWords } from '../words.ts'

/** Why some groups are without values: said once, above their tables. */
export const tooFewSentence = `Groups of fewer than ${fewestPatients} patients, or without ${fewestOfClass} cases of two classes, are counted and not scored.`

/**
 * Groups of cases, each with its size and a line a procedure.
 * @param heading what the groups are called after
 * @param digits decimals of all values
 */
export function caseGroupTable(
  heading: string,
  groups: readonly CaseGroup[],
  digits: number,
  results: Results,
): Html {
  return html`<table class="metric">
    <thead>
      <tr>
        <th scope="col">${heading}</th>
        <th scope="col">Projection</th>
        <th scope="col" class="num">Mean (95 % interval)</th>
        <th scope="col" class="num">Undefined</th>
      </tr>
    </thead>
    ${groups.map((group) => groupBody(group, digits, results))}
  </table>`
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
