import { html, type Html } from './html-text.ts'

export interface PlainColumn {
  readonly title: string
  /** Set to the right. */
  readonly numbers?: boolean
}

/** One line a row, the first cell of which names it. */
export function plainTable(
  columns: readonly PlainColumn[],
  rows: readonly (readonly string[])[],
  caption?: string,
): Html {
  const [, ...others] = columns
  const heading = ({ title, numbers }: PlainColumn): Html =>
    numbers ? html`<th scope="col" class="num">${title}</th>` : html`<th scope="col">${title}</th>`
  const cell = (text: string, i: number): Html =>
    others[i]?.numbers ? html`<td class="num">${text}</td>` : html`<td>${text}</td>`
  return html`<table>
    ${
      caption === undefined
        ? ''
        : html`<caption>
            ${caption}
          </caption>`
    }
    <thead>
      <tr>
        ${columns.map(heading)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([name = '', ...cells]) =>
          html`<tr>
            <th scope="row">${name}</th>
            ${cells.map(cell)}
          </tr>`,
      )}
    </tbody>
  </table>`
}
