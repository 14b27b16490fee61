import type { Results } from '../evaluation/types.ts'
import type { Notice } from '../notice.ts'
import { html } from './html-text.ts'
import { ablationSection } from './sections/ablation.ts'
import { combinationsSection } from './sections/combinations.ts'
import { comparedSection } from './sections/compared.ts'
import { dataSection } from './sections/data.ts'
import { fittedSection } from './sections/fitted.ts'
import { foldsSection } from './sections/folds.ts'
import { labelShuffleSection } from './sections/label-shuffle.ts'
import { lockedTestSection } from './sections/locked-test.ts'
import { methodSection } from './sections/method.ts'
import { metricsSection } from './sections/metrics.ts'
import { missingnessSection } from './sections/missingness.ts'
import { settingsSection } from './sections/settings.ts'
import { stylesheet } from './stylesheet.ts'
import { verdictSentence } from './verdict.ts'

/**
 * The report: one self-contained file that opens anywhere, without script, without a request, fit for A4. The verdict
 * comes first (R9), then what was compared, on what, every number with its interval, and how to do it again. No case
 * and no text of a case is in it; whatever the study or the data name is escaped.
 * @param wordNotice the wording of a notice, which the core has not
 */
export function reportHtml(results: Results, wordNotice: (notice: Notice) => string): string {
  const { study, comparison } = results
  const title = `${study.name}: does the projection help?`
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        ${stylesheet}
      </head>
      <body>
        <header>
          <p class="eyebrow">${study.name} · Nearside report</p>
          <h1>${verdictSentence(comparison)}</h1>
        </header>
        <main>
          ${comparedSection(results)} ${dataSection(results, wordNotice)} ${combinationsSection(results)}
          ${foldsSection(results)} ${lockedTestSection(results)} ${labelShuffleSection(results)}
          ${ablationSection(results)} ${missingnessSection(results)} ${metricsSection(results)}
          ${fittedSection(results)} ${methodSection()} ${settingsSection(results)}
        </main>
        <footer>Research use only. Not a medical device.</footer>
      </body>
    </html> `
  return page.html
}
