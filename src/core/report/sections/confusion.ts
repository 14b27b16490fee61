import { confusionChart, type ConfusionChart } from '../../charts/confusion.ts'
import { classOrder } from '../../evaluation/class-order.ts'
import type { Results } from '../../evaluation/types.ts'
import { formatCount } from '../../format.ts'
import { comparedPerformance } from '../compared-performance.ts'
import { html, type Html } from '../html-text.ts'

/** Which classes are taken for which, of the two procedures that are compared. */
export function confusionSection(results: Results): Html {
  const procedures = comparedPerformance(results)
  if (procedures.length === 0) return html``
  const classes = classOrder(results)
  return html`<section class="part">
    <h4>Confusion matrix</h4>
    <p>
      Each held-out case once a repeat, by the class with the highest probability; shares are of the true
      class.
    </p>
    ${procedures.map(({ label, performance }) => matrix(label, confusionChart(performance.confusion, classes)))}
  </section>`
}

function matrix(label: string, chart: ConfusionChart): Html {
  return html`<table class="numbers confusion">
      <caption>
        ${label}
      </caption>
      <thead>
        <tr>
          <th scope="col">True class</th>
          ${chart.classes.map((name) => html`<th scope="col">Predicted ${name}</th>`)}
          <th scope="col">All</th>
        </tr>
      </thead>
      <tbody>
        ${chart.rows.map(
          (row) =>
            html`<tr>
              <th scope="row">${row.label}</th>
              ${row.cells.map(
                ({ count, share, isRight, level }) =>
                  html`<td class="${isRight ? 'right' : 'wrong'}-${level}">
                    ${formatCount(count)}${share === null ? '' : ` (${(100 * share).toFixed(0)} %)`}
                  </td>`,
              )}
              <td>${formatCount(row.total)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p>${chart.summary}</p>`
}
