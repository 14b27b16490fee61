import { known, type Answers, type ReportInput } from '../answer.ts'
import { casesInWords, comparedInWords, outcomeName, predictorKinds } from '../facts.ts'
import { html } from '../html-text.ts'
import { verdictSentence } from '../verdict.ts'
import { uncapitalised, validationInWords } from '../words.ts'

export function titleAndAbstract({ results }: ReportInput): Answers<'1' | '2'> {
  const { study, data, comparison, locked_test } = results
  return {
    '1': known(
      html`<p>
        A start: “Development and internal validation of a prediction model for ${outcomeName(study)} from
        ${predictorKinds(data)}”.
      </p>`,
      'the target population, and the outcome in medical words',
    ),
    '2': known(
      html`<p>
        Objective: ${comparedInWords(results)}. Data: ${casesInWords(data)}. Method: frozen encoders,
        ${uncapitalised(validationInWords(study.validation))}${locked_test ? ', a locked test set' : ''}.
        Result: ${verdictSentence(comparison)}
      </p>`,
      'background, setting, participants, conclusion, and registration',
    ),
  }
}
