import type { ReactElement } from 'react'
import { useActions, useApp } from '../../state/context.ts'
import { Checkbox, SelectField } from '../../ui/field.tsx'
import { plural } from '../../ui/format.ts'
import { columnLines } from './column-lines.ts'

/** Rows of one patient must never be on both sides of a split (R1): name the column, or say that there is no need. */
export function PatientChoice(): ReactElement | null {
  const project = useApp((state) => state.project)
  const actions = useActions()
  if (!project) return null
  const inVectors = new Set(
    columnLines(project).flatMap(({ group, role, summaries }) =>
      group && role === 'embedding' ? summaries.map(({ name }) => name) : [],
    ),
  )
  const patientColumn = Object.entries(project.roles).find(([, role]) => role.role === 'patient')?.[0] ?? ''
  const dataset = project.dataset
  return (
    <section className="stack" aria-labelledby="patients">
      <h2 id="patients">Patients</h2>
      <SelectField
        label="Column that names the patient"
        value={patientColumn}
        options={[
          { value: '', label: 'None' },
          ...project.table.columns
            .filter(({ name }) => !inVectors.has(name))
            .map(({ name }) => ({ value: name, label: name })),
        ]}
        onChange={(name) => void actions.setPatientColumn(name === '' ? null : name)}
        hint="All rows of a patient stay together, in training or in testing."
      />
      <Checkbox
        label="One row is one patient"
        checked={project.record.onePatientPerRow}
        disabled={patientColumn !== ''}
        onChange={(on) => void actions.setOnePatientPerRow(on)}
      />
      {dataset && (
        <p className="quiet">
          {plural(dataset.caseIds.length, 'case')} of {plural(new Set(dataset.patientIds).size, 'patient')}.
        </p>
      )}
    </section>
  )
}
