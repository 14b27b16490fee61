import { findMetric } from '../../evaluation/metrics/registry.ts'
import type { Results } from '../../evaluation/types.ts'
import { commonDigits } from '../../format.ts'
import { html, type Html } from '../html-text.ts'
import { missingnessGroups } from '../case-groups.ts'
import { capitalised, classifierTitle, uncapitalised } from '../words.ts'
import { caseGroupTable, tooFewSentence } from './case-group-table.ts'

/** Results by the modalities that cases have, for the metric and the classifier of the verdict. */
export function missingnessSection(results: Results): Html {
  const { metric, classifier } = results.comparison
  const groups = missingnessGroups(results, metric, classifier)
  if (groups.length === 0) return html``
  const digits = commonDigits(groups.flatMap(({ rows }) => rows ?? []))
  return html`<section class="part">
    <h4>By what is missing</h4>
    <p>
      ${capitalised(findMetric(metric)?.noun ?? metric)} of ${uncapitalised(classifierTitle(classifier))} on
      the cases that have the same modalities, when they were held out: mean over the folds that hold such
      cases. ${tooFewSentence}
    </p>
    ${caseGroupTable('Modalities that the cases have', groups, digits, results)}
  </section>`
}
