import type { Results } from '../../evaluation/types.ts'
import type { Notice } from '../../notice.ts'
import { formatCount } from '../../format.ts'
import { html, type Html } from '../html-text.ts'

export function dataSection({ data }: Results, wordNotice: (notice: Notice) => string): Html {
  const classes = Object.entries(data.classes).map(
    ([name, count]) =>
      html`<tr>
        <th scope="row">${name}</th>
        <td class="num">${formatCount(count)}</td>
        <td class="num">${((100 * count) / data.cases).toFixed(1)} %</td>
      </tr>`,
  )
  const excluded = data.excluded.map(({ reason, count }) => html`<li>${formatCount(count)}: ${reason}</li>`)
  const notices = (data.notices ?? []).map((notice) => html`<li>${wordNotice(notice)}</li>`)
  return html`<section>
    <h2>Data</h2>
    ${data.synthetic ? html`<p><strong>Synthetic data: made up, no patient behind it.</strong></p>` : ''}
    <p>${formatCount(data.cases)} cases of ${formatCount(data.patients)} patients.</p>
    ${data.predictors ? html`<p>Predicted from: ${data.predictors.map(({ column, role }) => `${column} (${role})`).join(', ')}.</p>` : ''}
    <table>
      <thead>
        <tr>
          <th scope="col">Class</th>
          <th scope="col" class="num">Cases</th>
          <th scope="col" class="num">Share</th>
        </tr>
      </thead>
      <tbody>
        ${classes}
      </tbody>
    </table>
    ${
      excluded.length > 0
        ? html`<p>Rows left out:</p>
            <ul>
              ${excluded}
            </ul>`
        : html`<p>No row was left out.</p>`
    }
    ${
      notices.length > 0
        ? html`<p>Said about the data:</p>
            <ul>
              ${notices}
            </ul>`
        : ''
    }
  </section>`
}
