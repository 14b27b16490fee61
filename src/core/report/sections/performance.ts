import { known, type Answers, type ReportInput } from '../answer.ts'
import { leavesSitesOut } from '../../evaluation/compared-folds.ts'
import { siteGroups } from '../facts.ts'
import { html } from '../html-text.ts'
import { listed } from '../words.ts'
import { againstNoneSection } from './against-none.ts'
import { ablationSection } from './ablation.ts'
import { confusionSection } from './confusion.ts'
import { labelShuffleSection } from './label-shuffle.ts'
import { lockedTestSection } from './locked-test.ts'
import { metricsSection } from './metrics.ts'
import { missingnessSection } from './missingness.ts'
import { subgroupsSection } from './subgroups.ts'

export function performance(input: ReportInput): Answers<'23a' | '23b'> {
  const { results } = input
  const groups = siteGroups(results)
  return {
    '23a': known(
      html`<p>The verdict, the forest plot and the curves stand at the beginning.</p>
        ${againstNoneSection(results)} ${confusionSection(results)} ${metricsSection(results)}
        ${lockedTestSection(input)} ${subgroupsSection(results)} ${missingnessSection(results)}
        ${ablationSection(results)} ${labelShuffleSection(results)}`,
      `performance in ${(results.subgroups ?? []).length > 0 ? 'other ' : ''}groups of patients by age, sex and origin, or why it was not examined`,
    ),
    '23b': known(
      html`<p>
        ${
          leavesSitesOut(results)
            ? 'Each fold of the comparison under 21 is a site.'
            : groups.length > 0
              ? `No site was left out by itself; results by ${listed(groups)} stand among the subgroups under 23a.`
              : 'Not examined: no site was left out by itself.'
        }
      </p>`,
    ),
  }
}
