import type { ReactElement } from 'react'
import { useActions, useApp } from '../../state/context.ts'
import { columnWithRole } from '../../state/role-changes.ts'
import { Checkbox } from '../../ui/field.tsx'
import { plural } from '../../ui/format.ts'
import { ColumnChoice } from './column-choice.tsx'

/** Rows of one patient must never be on both sides of a split (R1): name the column, or say that there is no need. */
export function PatientChoice(): ReactElement | null {
  const project = useApp((state) => state.project)
  const actions = useActions()
  if (!project) return null
  const hasPatients = columnWithRole(project.roles, 'patient') !== undefined
  const dataset = project.dataset
  return (
    <section className="stack" aria-labelledby="patients">
      <h2 id="patients">Patients</h2>
      <ColumnChoice
        project={project}
        of="patient"
        label="Column that names the patient"
        hint="All rows of a patient stay together, in training or in testing."
      />
      <Checkbox
        label="One row is one patient"
        checked={project.record.onePatientPerRow}
        disabled={hasPatients}
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
