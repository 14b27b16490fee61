import type { ReactElement } from 'react'
import { markHiddenCharacters } from '../../core/tables/hidden-characters.ts'
import type { OpenProject } from '../../state/app-state.ts'
import { useActions } from '../../state/context.ts'
import { columnWithRole } from '../../state/role-changes.ts'
import { SelectField } from '../../ui/field.tsx'
import { columnLines } from './column-lines.ts'

/** Which column has a role that one at most can have; numbers of vectors are not offered. */
export function ColumnChoice(props: {
  project: OpenProject
  of: 'label' | 'patient'
  label: string
  hint: string
}): ReactElement {
  const { project, of: role, label, hint } = props
  const actions = useActions()
  const inVectors = new Set(
    columnLines(project).flatMap(({ group, role: used, summaries }) =>
      group && used === 'embedding' ? summaries.map(({ name }) => name) : [],
    ),
  )
  return (
    <SelectField
      label={label}
      value={columnWithRole(project.roles, role) ?? ''}
      options={[
        { value: '', label: 'None' },
        ...project.table.columns
          .filter(({ name }) => !inVectors.has(name))
          .map(({ name }) => ({ value: name, label: markHiddenCharacters(name) })),
      ]}
      onChange={(name) => void actions.chooseColumn(role, name === '' ? null : name)}
      hint={hint}
    />
  )
}
