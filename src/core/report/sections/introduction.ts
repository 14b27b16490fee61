import { known, toWrite, type Answers, type ReportInput } from '../answer.ts'
import { comparedInWords, outcomeName, predictorKinds } from '../facts.ts'
import { html } from '../html-text.ts'

export function introduction({ results }: ReportInput): Answers<'3a' | '3b' | '3c' | '4'> {
  const { study, data, locked_test } = results
  return {
    '3a': toWrite('the disease and the decision, diagnostic or prognostic, and the models there are'),
    '3b': toWrite('the patients, the place in their care, and who would use the predictions'),
    '3c': toWrite('known inequalities between groups of patients, or that none are known'),
    '4': known(
      html`<p>
        To find out whether adapting frozen embeddings on these cases predicts ${outcomeName(study)} from
        ${predictorKinds(data)} better. Named before the run: ${comparedInWords(results)}. Development with
        internal validation${locked_test ? ' and a test set that was locked before' : ''}; no external
        validation.
      </p>`,
      'the medical aim',
    ),
  }
}
