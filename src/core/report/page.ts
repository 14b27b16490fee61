import { html, type Html } from './html-text.ts'
import { stylesheet } from './stylesheet.ts'

/** One self-contained file that opens anywhere, without script, without a request, fit for A4. */
export function page(title: string, header: Html, main: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        ${stylesheet}
      </head>
      <body>
        <header>${header}</header>
        <main>${main}</main>
        <footer>Research use only. Not a medical device.</footer>
      </body>
    </html> `.html
}
