import type { ColumnRole, Role } from '../dataset/dataset.ts'
import type { Results } from '../evaluation/types.ts'
import { findMetric } from '../evaluation/metrics/registry.ts'
import type { Notice } from '../notice.ts'
import type { Study } from '../study/study.ts'
import { countRelabels } from '../study/without-cases.ts'
import { formatCount } from '../format.ts'
import { classifierTitle, counted, projectionNouns, uncapitalised } from './words.ts'

/** The label column with its entry; undefined in runs stored by versions that kept no roles. */
export const labelOf = ({ columns = {} }: Study): (ColumnRole & { readonly column: string }) | undefined => {
  const found = Object.entries(columns).find(([, { role }]) => role === 'label')
  return found && { column: found[0], ...found[1] }
}

/** “outcome”, or the plain word where the run kept no roles. */
export const outcomeName = (study: Study): string => {
  const label = labelOf(study)
  return label ? `“${label.column}”` : 'the label'
}

/** That labels were changed by hand, and how many; nothing where none was (R13). */
export function relabelSentences(study: Study): string[] {
  const n = countRelabels(study)
  if (n === 0) return []
  return [
    `The study changes ${counted(n, 'label')} of the file by hand (relabelled): there the outcome is what a person decided, not what the file says. A change that does not fit the cases is not applied, and warned of.`,
  ]
}

/** Columns with one of these roles. */
export const columnsWith = ({ columns = {} }: Study, ...roles: readonly Role[]): string[] =>
  Object.entries(columns).flatMap(([name, { role }]) => (roles.includes(role) ? [name] : []))

const kinds: Partial<Record<Role, string>> = {
  text: 'texts',
  image: 'pictures',
  number: 'numbers',
  category: 'categories',
  embedding: 'ready-made vectors',
}

/** "texts and numbers": the kinds of the predictors. */
export function predictorKinds({ predictors = [] }: Results['data']): string {
  const used = [...new Set(predictors.map(({ role }) => kinds[role] ?? role))]
  return [used.slice(0, -1).join(', '), ...used.slice(-1)].filter((part) => part !== '').join(' and ') || 'its predictors' // prettier-ignore
}

/** "AUROC of logistic regression, contrastive projection against no projection". */
export function comparedInWords({ comparison }: Results): string {
  const [a, b] = comparison.compare.map((name) => projectionNouns[name])
  return `${metricNoun(comparison.metric)} of ${uncapitalised(classifierTitle(comparison.classifier))}, ${a} against ${b}`
}

export const metricNoun = (name: string): string => findMetric(name)?.noun ?? name

/** "200 cases of 150 patients". */
export const casesInWords = ({ cases, patients }: Pick<Results['data'], 'cases' | 'patients'>): string =>
  `${counted(cases, 'case')} of ${counted(patients, 'patient')}`

/** Columns of sites by whose values the run has results. */
export function siteGroups({ study, subgroups = [] }: Results): string[] {
  const sites = columnsWith(study, 'site')
  return [...new Set(subgroups.map(({ column }) => column))].filter((column) => sites.includes(column))
}

/** Of a run that left sites out: those that were tested, those too small for it, and the cases that have none. */
export function siteCounts({ cells, data }: Results): { tested: number; small: number; unsited: number } {
  const sum = (of: (notice: Notice) => number): number =>
    (data.notices ?? []).reduce((total, notice) => total + of(notice), 0)
  return {
    tested: new Set(cells.map(({ fold_name }) => fold_name)).size,
    small: sum(({ code, params }) => (code === 'sites-not-tested' ? params.sites : 0)),
    unsited: sum(({ code, params }) => (code === 'cases-without-site' ? params.count : 0)),
  }
}

/** "“yes” 20 of 60 (33.3 %), “no” 40 of 60 (66.7 %)". */
export function classShares(classes: Readonly<Record<string, number>>): string {
  const total = Object.values(classes).reduce((sum, count) => sum + count, 0)
  return Object.entries(classes)
    .map(
      ([name, count]) =>
        `“${name}” ${formatCount(count)} of ${formatCount(total)} (${((100 * count) / total).toFixed(1)} %)`,
    )
    .join(', ')
}

/** The class that the binary figures speak of; undefined with more than two classes, or where the run kept no roles. */
export const positiveOf = ({ study, data }: Results): string | undefined =>
  Object.keys(data.classes).length === 2 ? labelOf(study)?.positive : undefined
