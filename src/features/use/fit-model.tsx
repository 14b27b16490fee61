import { useState, type ReactElement } from 'react'
import { comparedFusion } from '../../core/evaluation/compare.ts'
import { plannedForms, usesAll } from '../../core/evaluation/modality-sets.ts'
import { recalibrations, type Recalibration } from '../../core/evaluation/performance/performance.ts'
import type { ModelChoice } from '../../core/model/final-model.ts'
import type { ProjectionName } from '../../core/projection/projection.ts'
import { classifierTitle } from '../../core/report/words.ts'
import type { FusionName, Study } from '../../core/study/study.ts'
import type { OpenProject } from '../../state/app-state.ts'
import { useActions, useApp } from '../../state/context.ts'
import { routeHash } from '../../state/routes.ts'
import { fusionTitles, projectionTitles } from '../../strings/words.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { SelectField } from '../../ui/field.tsx'
import { plural } from '../../ui/format.ts'
import { recalibrationTitles } from './procedure-words.ts'

/** Which procedure of which run is fitted on all cases: at first the one that the run named beforehand. */
export function FitModel(): ReactElement | null {
  const project = useApp((state) => state.project)
  const job = useApp((state) => state.job)
  const cancelled = useApp((state) => state.fitCancelled)
  const actions = useActions()
  const [runId, setRunId] = useState<string | null>(null)
  const [changes, setChanges] = useState<Partial<ModelChoice>>({})
  if (!project) return null
  const runs = project.runs.filter(
    ({ status, dataFingerprint }) => status === 'done' && dataFingerprint === project.fingerprint,
  )
  const run = runs.find(({ id }) => id === runId) ?? runs[0]
  if (!run) return <NoRun project={project} />
  const { study } = run
  const fusions = wholeFusions(project, study)
  const choice: ModelChoice = { ...namedBefore(study, fusions), ...changes }
  const set = (change: Partial<ModelChoice>): void => setChanges({ ...changes, ...change })
  return (
    <div className="stack">
      <div className="fields">
        {runs.length > 1 && (
          <SelectField
            label="Run"
            value={run.id}
            options={runs.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => {
              setRunId(id)
              setChanges({})
            }}
          />
        )}
        <SelectField
          label="Projection"
          value={choice.projection}
          options={study.projections.map((value) => ({ value, label: projectionTitles[value] }))}
          onChange={(projection) => set({ projection: projection as ProjectionName })}
        />
        {fusions.length > 1 && (
          <SelectField
            label="Modalities"
            value={choice.fusion}
            options={fusions.map((value) => ({ value, label: fusionTitles[value] }))}
            onChange={(fusion) => set({ fusion: fusion as FusionName })}
          />
        )}
        <SelectField
          label="Classifier"
          value={choice.classifier}
          options={study.classifiers.map((value) => ({ value, label: classifierTitle(value) }))}
          onChange={(classifier) => set({ classifier })}
        />
        <SelectField
          label="Calibration"
          value={choice.recalibration}
          options={recalibrations.map((value) => ({ value, label: recalibrationTitles[value] }))}
          hint="Fitted on predictions of cases while they were held out."
          onChange={(recalibration) => set({ recalibration: recalibration as Recalibration })}
        />
      </div>
      {cancelled && (
        <Callout kind="info">
          The fit was cancelled; nothing of it was kept. Fitting again starts anew.
        </Callout>
      )}
      <p className="quiet">
        The procedure is fitted once without each fold, for calibration, intervals and the warning of unlike
        cases; then on all cases.
      </p>
      <div className="row">
        <Button
          kind={project.models.length === 0 ? 'primary' : 'plain'}
          icon="play"
          data-testid="fit-model"
          disabled={job !== null}
          onClick={() => void actions.fitModel(run.id, choice)}
        >
          Fit on all {plural(project.dataset!.caseIds.length, 'case')}
        </Button>
      </div>
    </div>
  )
}

function NoRun({ project }: { project: OpenProject }): ReactElement {
  return (
    <>
      <Callout kind="info">
        There is no finished comparison of the data as they are now: a procedure must have been compared
        before it is fitted on everything.
      </Callout>
      <p>
        <a className="button" href={routeHash({ screen: 'adapt', projectId: project.record.id })}>
          Go to Adapt
        </a>
      </p>
    </>
  )
}

/** Those of all modalities together. */
const wholeFusions = ({ dataset }: OpenProject, study: Study): FusionName[] =>
  plannedForms(
    (dataset?.modalities ?? []).map(({ name }) => name),
    study,
  )
    .filter(usesAll)
    .map(({ fusion }) => fusion)

/** The first side of the comparison that was named before the run. */
const namedBefore = ({ primary }: Study, fusions: readonly FusionName[]): ModelChoice => ({
  projection: primary.compare[0],
  fusion: comparedFusion(fusions),
  classifier: primary.classifier,
  recalibration: 'platt',
})
