import { adaptSettings } from '../../study/settings.ts'
import { testColumn } from '../../study/study.ts'
import { known, toWrite, type Answers, type ReportInput } from '../answer.ts'
import { html } from '../html-text.ts'
import { classWeightsHtml } from './class-weights.ts'
import { thresholdRule } from '../threshold-rule.ts'
import { listed } from '../words.ts'

export function fairnessAndOutput({ results }: ReportInput): Answers<'13' | '14' | '15' | '16' | '17'> {
  const { study, data, performance = [], locked_test } = results
  const { contrastive, classifiers } = adaptSettings(study)
  const isWeighed = classifiers.classWeight !== null
  const isContrastive = study.projections.includes('contrastive')
  const batches =
    isContrastive && contrastive.batches === 'class-aware'
      ? ' The batches of the projection hold the classes as evenly as their counts allow.'
      : ''
  const hasThresholds = performance.some(({ operating_point }) => operating_point !== null)
  const groups = [...new Set((results.subgroups ?? []).map(({ column: by }) => by))]
  const column = testColumn(study.validation)
  return {
    '13': known(
      html`<p>
          No case was drawn more often than others, left out or made
          up.${batches}${isWeighed ? '' : ' No classifier weighed the classes.'}
        </p>
        ${classWeightsHtml(results)}`,
      ...(isWeighed ? ['why the classes were weighed'] : []),
    ),
    '14': {
      ...(groups.length > 0 && {
        known: html`<p>Results by ${listed(groups)} stand under 23a; nothing was changed by them.</p>`,
      }),
      toWrite: 'what was done about fairness between groups of patients, or that nothing was',
    },
    '15': known(
      html`<p>
        A probability for each of ${listed(Object.keys(data.classes))}. Where a class is needed it is the one
        with the highest probability.
        ${
          hasThresholds
            ? `Sensitivity, specificity and predictive values stand ${thresholdRule(study.operating_point)}.`
            : ''
        }
      </p>`,
      'what a prediction would be used for, and which threshold that calls for',
    ),
    '16': known(
      html`<p>
        Training and test cases of a fold come from the same files and have the same predictors and
        outcome.${
          study.validation.leave_out === undefined
            ? ''
            : ` They are of different sites by “${study.validation.leave_out}”.`
        }${
          locked_test && column !== undefined
            ? ` The locked test set is marked by “${column}”.`
            : locked_test
              ? ' The locked test set was drawn by seed.'
              : ''
        }
      </p>`,
      ...(column === undefined
        ? []
        : ['how the locked test set differs in setting, eligibility and outcome']),
    ),
    '17': toWrite('the ethics committee and its reference, and consent or its waiver'),
  }
}
