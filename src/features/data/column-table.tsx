import type { ReactElement } from 'react'
import { roleOf, usableRoles, type RoleGuess } from '../../core/dataset/roles.ts'
import { roles as allRoles, type Role } from '../../core/dataset/dataset.ts'
import type { ColumnSummary } from '../../core/dataset/summary.ts'
import { markHiddenCharacters } from '../../core/tables/hidden-characters.ts'
import { useActions, useApp } from '../../state/context.ts'
import { wordReason } from '../../strings/role-reasons.ts'
import { roleTitles } from '../../strings/words.ts'
import { Select } from '../../ui/field.tsx'
import { formatCount, formatNumber, plural } from '../../ui/format.ts'
import { TableFrame } from '../../ui/table-frame.tsx'

/** One row a column: what it is for, why that was guessed, what it holds. */
export function ColumnTable(): ReactElement | null {
  const project = useApp((state) => state.project)
  const actions = useActions()
  if (!project) return null
  return (
    <section className="screen__section" aria-labelledby="columns">
      <h2 id="columns">What each column is for</h2>
      <TableFrame label="Columns" className="columns-table" testId="columns">
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Used as</th>
            <th scope="col">Why</th>
            <th scope="col" className="num">
              Missing
            </th>
            <th scope="col" className="num">
              Different
            </th>
            <th scope="col">Holds</th>
          </tr>
        </thead>
        <tbody>
          {project.summaries.map((summary) => {
            const role = roleOf(project.roles, summary.name)?.role ?? 'ignore'
            const guess = project.guesses.get(summary.name)
            return (
              <tr key={summary.name}>
                <th scope="row">{markHiddenCharacters(summary.name)}</th>
                <td>
                  <Select
                    label={`Use of ${summary.name}`}
                    value={role}
                    options={allRoles.map((value) => ({
                      value,
                      label: usableRoles.has(value)
                        ? roleTitles[value]
                        : `${roleTitles[value]} (not yet used)`,
                      disabled: !usableRoles.has(value),
                    }))}
                    onChange={(next) => void actions.setRole(summary.name, next as Role)}
                  />
                </td>
                <td className="quiet">{reason(role, guess)}</td>
                <td className="num">{formatCount(summary.missing)}</td>
                <td className="num">
                  {summary.distinctCapped && 'over '}
                  {formatCount(summary.distinct)}
                </td>
                <td className="quiet">{holds(summary)}</td>
              </tr>
            )
          })}
        </tbody>
      </TableFrame>
      <p className="field__hint">
        IDs, dates, sites and file names are never used to predict. Numbers and categories are: each number is
        put on one scale, each value of a category becomes a column of its own, inside the training folds.
      </p>
    </section>
  )
}

function reason(role: Role, guess: RoleGuess | undefined): string {
  if (!guess) return ''
  if (guess.role === role) return wordReason(guess.reason)
  if (role === 'ignore' && !usableRoles.has(guess.role)) return `${wordReason(guess.reason)}; not used yet`
  return 'your choice'
}

function holds(summary: ColumnSummary): string {
  const filled = summary.rows - summary.missing
  if (filled === 0) return 'nothing'
  if (summary.numbers * 10 >= filled * 9)
    return `${formatNumber(summary.min!)} to ${formatNumber(summary.max!)}`
  if (summary.medianLength >= 30) return `texts, typically ${formatCount(summary.medianLength)} characters`
  return `up to ${plural(summary.longestLength, 'character')}`
}
