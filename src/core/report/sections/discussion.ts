import type { Notice } from '../../notice.ts'
import { known, toWrite, type Answers, type ReportInput } from '../answer.ts'
import { html } from '../html-text.ts'
import { verdictSentence } from '../verdict.ts'

export function discussion({
  results,
  wordNotice,
}: ReportInput): Answers<'25' | '26' | '27a' | '27b' | '27c'> {
  const warnings = (results.data.notices ?? []).filter(({ severity }: Notice) => severity !== 'info')
  return {
    '25': known(
      html`<p>${verdictSentence(results.comparison)}</p>`,
      'what that means for patients and for groups of them, beside earlier studies',
    ),
    '26': known(
      html`<p>
          Cross-validation describes the procedure on cases like these, not one final model elsewhere.
          Intervals of single rows speak of other patients, not of another training.
        </p>
        ${
          warnings.length > 0
            ? html`<p>Warned of by the app:</p>
                <ul>
                  ${warnings.map((notice) => html`<li>${wordNotice(notice)}</li>`)}
                </ul>`
            : ''
        }`,
      'what the sample, its size and what is missing do to these results',
    ),
    '27a': known(
      html`<p>
        In use as in training: a missing value or modality is marked as missing, a category that training did
        not know counts as none and is counted, and a text without a known word counts as missing.
      </p>`,
      'from when on input is too poor to predict from',
    ),
    '27b': toWrite('what users have to enter or check, and the expertise that takes'),
    '27c': toWrite('the next steps, such as evaluation elsewhere'),
  }
}
