import { known, type Answers, type ReportInput } from '../answer.ts'
import type { Results } from '../../evaluation/types.ts'
import { html } from '../html-text.ts'
import { counted } from '../words.ts'
import { recalibrationPart } from './recalibration.ts'
import { fittedSection } from './fitted.ts'

/** Which models the figures are of. */
function modelsFitted({ locked_test: locked }: Results): string {
  if (!locked) return 'No single model stands behind these results: each fold fitted its own.'
  const trained = counted(locked.cells[0]?.n_train ?? 0, 'case')
  return `Behind the cross-validation stands no single model: each fold fitted its own. The locked cases were predicted by one model a procedure, fitted once on all ${trained} that were not locked.`
}

export function model({ results }: ReportInput): Answers<'22' | '24'> {
  return {
    '22': known(
      html`<p>
          The procedure is given in full at the end, with every number. ${modelsFitted(results)} None is part
          of these results or offered for use on patients.
        </p>
        ${fittedSection(results)}`,
      'whether a model will be offered to others, and how',
    ),
    '24': known(recalibrationPart(results)),
  }
}
