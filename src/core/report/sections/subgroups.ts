import { findMetric } from '../../evaluation/metrics/registry.ts'
import type { Results } from '../../evaluation/types.ts'
import { commonDigits } from '../../format.ts'
import { subgroupColumns, subgroupsOf } from '../case-groups.ts'
import { html, type Html } from '../html-text.ts'
import { capitalised, classifierTitle, uncapitalised } from '../words.ts'
import { caseGroupTable, tooFewSentence } from './case-group-table.ts'

/** Results by the study's subgroups, for the metric and the classifier of the verdict; nothing where it has none. */
export function subgroupsSection(results: Results): Html {
  const { metric, classifier } = results.comparison
  const columns = subgroupColumns(results).map((column) => ({
    column,
    groups: subgroupsOf(results, column, metric, classifier),
  }))
  if (columns.length === 0) return html``
  const digits = commonDigits(columns.flatMap(({ groups }) => groups.flatMap(({ rows }) => rows ?? [])))
  return html`<section class="part">
    <h4>In subgroups</h4>
    <p>
      ${capitalised(findMetric(metric)?.noun ?? metric)} of ${uncapitalised(classifierTitle(classifier))} on
      the cases of each group alone, when they were held out: mean over the folds that hold such cases.
      ${tooFewSentence} Differences between groups were not tested.
    </p>
    ${columns.map(({ column, groups }) => caseGroupTable(column, groups, digits, results))}
  </section>`
}
