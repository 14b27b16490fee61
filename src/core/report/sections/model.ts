import { known, type Answers, type ReportInput } from '../answer.ts'
import { html } from '../html-text.ts'
import { recalibrationPart } from './recalibration.ts'
import { fittedSection } from './fitted.ts'

export function model({ results }: ReportInput): Answers<'22' | '24'> {
  return {
    '22': known(
      html`<p>
          The procedure is given in full at the end, with every number. No single model is part of these
          results: each fold fitted its own, and none is offered for use on patients.
        </p>
        ${fittedSection(results)}`,
      'whether a model will be offered to others, and how',
    ),
    '24': known(recalibrationPart(results)),
  }
}
