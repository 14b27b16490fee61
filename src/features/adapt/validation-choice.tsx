import type { ReactElement } from 'react'
import { FailureCallout } from '../../strings/failure-callout.tsx'
import { NoticeList } from '../../strings/notice-list.tsx'
import type { OpenProject } from '../../state/app-state.ts'
import type { Validation } from '../../core/study/study.ts'
import { NumberField, SelectField } from '../../ui/field.tsx'
import { schemeOptions, schemeOf, withScheme } from './schemes.ts'

/** How the cases are divided for testing. */
export function ValidationChoice(props: {
  project: OpenProject
  onChange: (validation: Validation) => void
}): ReactElement {
  const { project, onChange } = props
  const { validation } = project.settings
  const scheme = schemeOf(validation)
  return (
    <section className="screen__section" aria-labelledby="validation">
      <h2 id="validation">Cross-validation</h2>
      <p className="quiet">
        Each case is predicted by models that were fitted without it or any other case of its patient.
      </p>
      {project.division.failure && <FailureCallout failure={project.division.failure} kind="warning" />}
      <NoticeList notices={project.division.findings.map(({ notice }) => notice)} />
      <div className="fields">
        <SelectField
          label="How the cases are divided"
          wide
          value={scheme.key}
          options={schemeOptions(project.roles)}
          hint={schemeHint(project)}
          onChange={(key) => onChange(withScheme(validation, key))}
        />
        {scheme.kind === 'drawn' && (
          <>
            <NumberField
              label="Folds"
              value={validation.folds}
              min={2}
              max={20}
              integer
              onChange={(folds) => onChange({ ...validation, folds })}
            />
            <NumberField
              label="Repeats"
              value={validation.repeats}
              min={1}
              max={100}
              integer
              onChange={(repeats) => onChange({ ...validation, repeats })}
            />
          </>
        )}
        <NumberField
          label="Seed"
          value={validation.seed}
          min={0}
          max={2147483647}
          integer
          hint="The same seed gives the same folds and the same training."
          onChange={(seed) => onChange({ ...validation, seed })}
        />
      </div>
    </section>
  )
}

/** What the choice means, and why another one cannot be made. */
function schemeHint({ settings, division, roles }: OpenProject): string {
  const { kind } = schemeOf(settings.validation)
  if (kind === 'sites')
    return `${division.folds} sites: each is predicted by models that never saw it, as a new hospital would be.`
  const meaning =
    kind === 'column'
      ? `${division.folds} folds, as the column says.`
      : 'Patients are dealt to the folds at random, each class evenly.'
  const hasSites = Object.values(roles).some(({ role }) => role === 'site')
  return hasSites
    ? meaning
    : `${meaning} To leave one site out at a time, use the column of sites as “Site” under Data.`
}
