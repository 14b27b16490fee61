import { known, toWrite, type Answers, type ReportInput } from '../answer.ts'
import { columnsWith, labelOf, outcomeName, positiveOf } from '../facts.ts'
import { html } from '../html-text.ts'
import { listed } from '../words.ts'

export function outcomeAndPredictors({
  results,
}: ReportInput): Answers<'8a' | '8b' | '8c' | '9a' | '9b' | '9c'> {
  const { study, data } = results
  const classes = Object.keys(data.classes)
  const merges = Object.entries(labelOf(study)?.merge ?? {}).map(
    ([name, values]) => `“${name}” is made of ${listed(values)}.`,
  )
  const positive = positiveOf(results)
  const withheld = columnsWith(study, 'id', 'date', 'site')
  const predictors = (data.predictors ?? []).map(({ column, role }) => `${column} (${role})`)
  return {
    '8a': known(
      html`<p>
        ${outcomeName(study)}, with the classes
        ${listed(classes)}${positive === undefined ? '' : `; “${positive}” is the positive one`}.
        ${merges.join(' ')}
      </p>`,
      'the outcome in medical words, its time horizon, how and when it was assessed, why this one, and whether alike in all groups',
    ),
    '8b': toWrite('who assessed the outcome, where that takes judgement, or that it takes none'),
    '8c': toWrite('whether those who assessed the outcome knew the predictors'),
    '9a': known(
      html`<p>
        ${predictors.length > 0 ? `Predicted from: ${predictors.join(', ')}.` : ''} All of them were used;
        none was selected by what it tells about the
        outcome.${withheld.length > 0 ? ` Never used: ${listed(withheld)}, because they are IDs, dates or sites.` : ''}
      </p>`,
      'why these, and what was left out before the data were opened here',
    ),
    '9b': toWrite('what each predictor is, how and when it was measured, and whether blind to the outcome'),
    '9c': toWrite('who assessed predictors, where that takes judgement, or that none takes it'),
  }
}
