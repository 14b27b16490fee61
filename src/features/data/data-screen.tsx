import type { ReactElement } from 'react'
import { FailureCallout } from '../../strings/failure-callout.tsx'
import { useApp } from '../../state/context.ts'
import { routeHash } from '../../state/routes.ts'
import { predictorsInWords } from '../../strings/words.ts'
import { Callout } from '../../ui/callout.tsx'
import { plural } from '../../ui/format.ts'
import { ClassCounts } from './class-counts.tsx'
import { ColumnTable } from './column-table.tsx'
import { FindingList } from './finding-list.tsx'
import { PatientChoice } from './patient-choice.tsx'
import { PictureReport } from './picture-report.tsx'
import { PreviewTable } from './preview-table.tsx'
import './data.css'

/** One question: what is in the columns? Guessed, shown with the reason, and editable. */
export function DataScreen(): ReactElement | null {
  const project = useApp((state) => state.project)
  if (!project) return null
  const { dataset, table, datasetFailure } = project
  const findings = [...project.findings, ...project.division.findings]
  const blocked = !dataset || findings.some(({ notice }) => notice.severity === 'blocking')
  return (
    <div className="screen">
      <header className="screen__head">
        <h1 data-testid="data-sentence">
          {plural(table.rows, 'row')}, {plural(table.columns.length, 'column')}
          {dataset &&
            `: ${plural(dataset.caseIds.length, 'case')} of ${plural(new Set(dataset.patientIds).size, 'patient')} in ${plural(dataset.classes.length, 'class', 'classes')}, predicted from ${predictorsInWords(dataset)}`}
        </h1>
        <p className="screen__lead">
          {project.record.origin?.fileName}
          {project.record.origin?.synthetic && ', synthetic: made by a script, no patient behind it'}. Saved
          on this computer. Check what each column was taken for, then go on.
        </p>
      </header>
      {datasetFailure && <FailureCallout failure={datasetFailure} kind="warning" />}
      {dataset && dataset.excluded.length > 0 && (
        <Callout kind="warning">
          <ul className="plain-list" data-testid="left-out-rows">
            {dataset.excluded.map(({ reason, count }) => (
              <li key={reason}>
                {plural(count, 'row')} left out: {reason}.
              </li>
            ))}
          </ul>
        </Callout>
      )}
      <FindingList findings={findings} table={table} dataset={dataset} />
      <ColumnTable />
      <div className="columns-2 screen__section">
        <ClassCounts />
        <PatientChoice />
      </div>
      <PictureReport project={project} />
      <PreviewTable />
      <div className="row">
        {blocked ? (
          <button type="button" className="button button--primary" disabled>
            Continue to Encode
          </button>
        ) : (
          <a
            className="button button--primary"
            data-testid="to-encode"
            href={routeHash({ screen: 'encode', projectId: project.record.id })}
          >
            Continue to Encode
          </a>
        )}
      </div>
    </div>
  )
}
