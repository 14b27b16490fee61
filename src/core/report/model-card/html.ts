import { toWriteHtml } from '../answer.ts'
import { html, type Html } from '../html-text.ts'
import { page } from '../page.ts'
import type { CardBlock, ModelCard } from './card.ts'

/** The card as a file that opens anywhere, as the report does: without script, without a request. */
export function cardHtml({ title, sections }: ModelCard): string {
  const parts = sections.map(
    (section) =>
      html`<section>
        <h2>${section.title}</h2>
        ${section.blocks.map(block)}
      </section>`,
  )
  return page(title, html`<h1>${title}</h1>`, html`${parts}`)
}

function block(of: CardBlock): Html {
  switch (of.kind) {
    case 'text':
      return html`<p>${of.text}</p>`
    case 'list':
      return html`<ul>
        ${of.items.map((item) => html`<li>${item}</li>`)}
      </ul>`
    case 'to-write':
      return toWriteHtml(of.what)
    case 'table':
      return html`<table class="metric">
        <thead>
          <tr>
            ${of.header.map((name) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${of.rows.map(
            ([first = '', ...others]) =>
              html`<tr>
                <th scope="row">${first}</th>
                ${others.map((cell) => html`<td>${cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>`
  }
}
