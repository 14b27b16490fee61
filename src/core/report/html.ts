import type { ReportInput } from './answer.ts'
import { html } from './html-text.ts'
import { checklist } from './checklist.ts'
import { page } from './page.ts'
import { combinationsSection } from './sections/combinations.ts'
import { comparedSection } from './sections/compared.ts'
import { curvesSection } from './sections/curves.ts'
import { operatingPointsSection } from './sections/operating-points.ts'
import { settingsSection } from './sections/settings.ts'
import { verdictSentence } from './verdict.ts'
import { counted } from './words.ts'

/**
 * The report: one self-contained file that opens anywhere, without script, without a request, fit for A4. The verdict
 * comes first (R9), with what was compared, the forest plot and the curves; then every item of TRIPOD+AI, with what the run knows and a
 * mark where a person has to write. No case and no text of a case is in it; whatever the study or the data name is
 * escaped.
 */
export function reportHtml(input: ReportInput): string {
  const { results } = input
  const { study, data, comparison } = results
  const title = `${study.name}: does the projection help?`
  const { items, toWrite } = checklist(input)
  const header = html`<p class="eyebrow">
      ${study.name} · Nearside report${data.synthetic ? html` · <strong>synthetic data</strong>` : ''}
    </p>
    <h1>${verdictSentence(comparison)}</h1>`
  const main = html`${comparedSection(results)} ${combinationsSection(results)} ${curvesSection(results)}
    ${operatingPointsSection(results)}
    <section>
      <h2>About this report</h2>
      <p>
        It follows TRIPOD+AI (Collins et al. 2024, BMJ 385:e078378), item by item, with what the run knows.
        ${counted(toWrite, 'passage')} only the authors can write; each is marked with a line and the words
        “To be written by the authors”.
      </p>
    </section>
    ${items} ${settingsSection(results)}`
  return page(title, header, main)
}
