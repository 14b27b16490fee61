import { writtenDecimal } from '../core/model/decimal-marks.ts'
import { describeModalities } from '../core/model/describe-modalities.ts'
import type { ModelChoice } from '../core/model/final-model.ts'
import { Failure } from '../core/failure.ts'
import { throwIfAborted } from '../core/signal.ts'
import type { OpenProject, RunRecord } from './app-state.ts'
import { experimentData } from './experiment-data.ts'
import { runJob } from './job-runner.ts'
import { openWorker } from './open-worker.ts'
import { backendKey, refitBackend } from './run-environment.ts'
import type { Context } from './services.ts'
import { encoderOf } from './vectors.ts'

/**
 * Fits a procedure of a run on all cases of its project, on the run's backend, and keeps the model.
 * @throws Failure 'run-outdated' where data or roles are no longer those of the run, 'no-webgpu' where that was a graphics processor and
 *   there is none, 'not-embedded', 'cancelled', and what fitting throws
 */
export async function fitModel(
  context: Context,
  project: OpenProject,
  run: RunRecord,
  choice: ModelChoice,
): Promise<void> {
  const { store, services } = context
  if (run.dataFingerprint !== project.fingerprint) throw new Failure('run-outdated', {})
  const { study } = run
  const job = { kind: 'fit', title: 'Fitting the final model', unit: 'fits', total: 0 } as const
  await runJob(context, job, async ({ signal, show }) => {
    const { data } = await experimentData(context, project, study)
    const backend = refitBackend(run, store.getState().preference)
    const evaluator = await openWorker(services.engine.openEvaluator(backend, data), signal)
    try {
      const { caseIds, folds, rows } = project.dataset!
      const modalities = describeModalities(project.dataset!, {
        roles: project.roles,
        columns: project.table.columns.map(({ name }) => name),
        longTexts: study.long_texts,
        encoderOf: (modality) => {
          const { id, revision, dtype } = encoderOf(context, modality, study).spec
          return { id, revision, dtype }
        },
      })
      const { about, bytes } = await evaluator.fitFinalModel(
        {
          modalities,
          decimal: writtenDecimal(modalities, project.table, rows),
          caseIds,
          folds,
          fingerprint: run.dataFingerprint,
        },
        study,
        choice,
        { app: services.appVersion, backend: backendKey(evaluator.environment) },
        ({ done, of }) => show({ done, total: of }),
      )
      // asked to stop while the last fit ended: nothing of it is kept
      throwIfAborted(signal)
      show({ title: 'Storing the model' })
      await services.storage.finalModels.add(
        { projectId: project.record.id, run: run.name, runId: run.id, about },
        bytes,
      )
    } finally {
      evaluator.terminate()
    }
  })
}
