import type { ReactElement } from 'react'
import { caseValues } from '../../core/dataset/case-values.ts'
import { roleOf } from '../../core/dataset/roles.ts'
import type { CaseCounts } from '../../core/evaluation/types.ts'
import { markingRoles } from '../../core/study/parse-validation.ts'
import type { LockedTestChoice as Choice, Validation } from '../../core/study/study.ts'
import { isMissing } from '../../core/tables/missing.ts'
import type { OpenProject } from '../../state/app-state.ts'
import { NumberField, SelectField } from '../../ui/field.tsx'
import { plural } from '../../ui/format.ts'

/** More different values than anyone marks parts of a data set with. */
const mostValues = 50
const usualShare = 0.2

/** Whether some cases are kept for one last test, and which. */
export function LockedTestChoice(props: {
  project: OpenProject
  onChange: (validation: Validation) => void
}): ReactElement {
  const { project, onChange } = props
  const { test, ...others } = project.settings.validation
  const columns = markingColumns(project)
  // what a study file chose may be none of those that are offered
  const offered = (names: readonly string[], chosen: string): { value: string; label: string }[] =>
    [...new Set([...names, chosen])].map((name) => ({ value: name, label: name }))
  const choose = (chosen: Choice | undefined): void =>
    onChange({ ...others, ...(chosen && { test: chosen }) })
  const chooseColumn = (column: string): void =>
    choose({ column, value: usualValue(valuesOf(project, column)) })
  const kinds = {
    none: () => choose(undefined),
    share: () => choose({ share: usualShare }),
    column: () => chooseColumn(columns.find((name) => valuesOf(project, name).some(isTest)) ?? columns[0]!),
  }
  const kind = test === undefined ? 'none' : 'share' in test ? 'share' : 'column'
  return (
    <section className="screen__section" aria-labelledby="locked">
      <h2 id="locked">Locked test set</h2>
      <p className="quiet">
        Cases kept for the end: they are predicted once, by what was fitted on all others. The verdict stays
        that of the cross-validation. They test honestly once: whoever changes settings after a look at them,
        or draws others with another seed, chooses by them.
      </p>
      <div className="fields">
        <SelectField
          label="Cases kept for one last test"
          wide
          value={kind}
          options={[
            { value: 'none', label: 'None' },
            { value: 'share', label: 'A share of the patients, drawn by seed' },
            {
              value: 'column',
              label: `Those that a column marks${columns.length > 0 ? '' : ' (no such column)'}`,
              disabled: columns.length === 0,
            },
          ]}
          hint={lockedHint(project)}
          onChange={(chosen) => kinds[chosen as keyof typeof kinds]()}
        />
        {test && 'share' in test && (
          <NumberField
            label="Share of the cases, in %"
            value={Math.round(test.share * 1000) / 10}
            min={5}
            max={50}
            onChange={(percent) => choose({ share: percent / 100 })}
          />
        )}
        {test && 'column' in test && (
          <>
            <SelectField
              label="Column that marks them"
              value={test.column}
              options={offered(columns, test.column)}
              onChange={chooseColumn}
            />
            <SelectField
              label="Value of the locked cases"
              value={test.value}
              options={offered(valuesOf(project, test.column), test.value)}
              onChange={(value) => choose({ column: test.column, value })}
            />
          </>
        )}
      </div>
    </section>
  )
}

/** Columns that may mark and have values to choose from. */
const markingColumns = ({ roles, summaries }: OpenProject): string[] =>
  summaries
    .filter(({ name, distinct }) => distinct > 1 && distinct <= mostValues && isMarking(roles, name))
    .map(({ name }) => name)

const isMarking = (roles: OpenProject['roles'], name: string): boolean =>
  markingRoles.includes(roleOf(roles, name)?.role ?? 'ignore')

function valuesOf({ table, dataset }: OpenProject, column: string): string[] {
  const valueOf = dataset && caseValues(table, dataset, column)
  if (!valueOf) return []
  const values = Array.from(dataset.rows, (_, i) => valueOf(i).trim())
  return [...new Set(values)].filter((value) => !isMissing(value)).sort()
}

const isTest = (value: string): boolean => /test|hold/i.test(value)

/** The one that is called test, else the last. */
const usualValue = (values: readonly string[]): string => values.find(isTest) ?? values.at(-1) ?? ''

function lockedHint({ division: { locked, development } }: OpenProject): string | null {
  if (!locked || !development) return null
  return `${counts(locked)} are locked; ${counts(development)} are left to develop on.`
}

const counts = ({ cases, patients }: CaseCounts): string =>
  `${plural(cases, 'case')} of ${plural(patients, 'patient')}`
