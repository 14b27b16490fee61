import { experimentCases } from '../core/dataset/experiment.ts'
import type { EncoderSpec } from '../core/encoders/encoder.ts'
import { planUnits, unitKey } from '../core/evaluation/plan.ts'
import type { ExperimentData, Results, Unit } from '../core/evaluation/types.ts'
import { Failure, toFailureData } from '../core/failure.ts'
import type { EpochReport } from '../core/projection/projection.ts'
import { adaptSettings } from '../core/study/settings.ts'
import { buildResults } from '../core/report/results.ts'
import type { Study } from '../core/study/study.ts'
import type { Evaluator } from '../engine/client.ts'
import { projectionTitles } from '../strings/words.ts'
import type { OpenProject, RunRecord } from './app-state.ts'
import { runJob } from './job-runner.ts'
import { changesSettled, updateProject, withRun } from './open-project.ts'
import { openWorker } from './open-worker.ts'
import { runUnits, secondsLeft } from './run-units.ts'
import type { Context } from './services.ts'
import { modalityVectors, textEncoder } from './vectors.ts'

/** Seconds of the stages before the comparison, known where one study did them all. */
export interface EarlierStages {
  readonly load_s: number
  readonly embed_s: number
}

/** Each holds the data and a backend of its own: about 150 MB. */
const mostWorkers = 4

/** Starts a run of the open project's settings and works it to its results. */
export async function runComparison(context: Context, earlier?: EarlierStages): Promise<void> {
  await changesSettled(context)
  const project = context.store.getState().project
  if (!project?.fingerprint) return
  const { record, settings, roles, fingerprint } = project
  const study: Study = {
    version: 1,
    name: record.name,
    files: [record.origin?.fileName ?? record.name],
    columns: roles,
    ...settings,
  }
  const run = await context.services.storage.runs.create({
    projectId: record.id,
    name: `Run ${project.runs.length + 1}`,
    study,
    dataFingerprint: fingerprint,
  })
  await showRun(context, record.id, run.id)
  await work(context, run, earlier)
}

/** Goes on with a run that was cancelled, failed, or lost its browser: only the missing units are computed. */
export async function continueRun(context: Context, id: string): Promise<void> {
  const project = context.store.getState().project
  const run = await context.services.storage.runs.get(id)
  if (!project || run.dataFingerprint !== project.fingerprint) throw new Failure('run-outdated', {})
  await work(context, await context.services.storage.runs.setStatus(id, 'running'))
}

async function work(context: Context, run: RunRecord, earlier?: EarlierStages): Promise<void> {
  const { runs } = context.services.storage
  try {
    const results = await compute(context, run, earlier)
    await runs.finish(run.id, results)
  } catch (thrown) {
    const failure = toFailureData(thrown, 'comparison')
    if (failure.code === 'cancelled') await runs.setStatus(run.id, 'cancelled')
    else await runs.fail(run.id, failure)
    throw thrown
  } finally {
    await showRun(context, run.projectId, run.id)
  }
}

/** Shows the run as it is stored, where its project is still the one on the screen. */
async function showRun(context: Context, projectId: string, runId: string): Promise<void> {
  const shown = context.store.getState().project
  if (shown?.record.id !== projectId) return
  const runs = await context.services.storage.runs.list(projectId)
  const next = await withRun(context, { ...shown, runs }, runId)
  const { selectedRunId, results, finishedUnits } = next
  updateProject(context, projectId, (now) => ({ ...now, runs, selectedRunId, results, finishedUnits }))
}

async function compute(context: Context, run: RunRecord, earlier?: EarlierStages): Promise<Results> {
  const { store, services } = context
  const project = store.getState().project!
  const started = services.now()
  // The study's own encoder: the project's may have been changed since the run began.
  const data = await experimentData(context, project, textEncoder(run.study))
  const units = planUnits({ data, study: run.study, folds: project.dataset!.folds })
  const finished = await services.storage.runs.units(run.id)
  const missing = units.filter((unit) => !finished.has(unitKey(unit)))
  store.setState({ live: { runId: run.id, epochs: new Map() } })

  const job = { kind: 'run', title: 'Comparing', unit: 'pieces', total: units.length } as const
  return runJob(context, job, async ({ signal, show }) => {
    const open = (): Promise<Evaluator> =>
      openWorker(services.engine.openEvaluator(store.getState().preference, data), signal)
    const evaluators: Evaluator[] = []
    try {
      const first = await open()
      evaluators.push(first)
      // A graphics processor is one queue; cores are several.
      const wanted =
        first.environment.backend === 'wasm' ? Math.min(services.cores, mostWorkers, missing.length) : 1
      while (evaluators.length < wanted) evaluators.push(await open())
      show({ done: finished.size })
      await runUnits(evaluators, {
        units: missing,
        settings: adaptSettings(run.study),
        seed: run.study.validation.seed,
        classifiers: run.study.classifiers,
        onEpoch: (unit, epoch) => addEpoch(context, unit, epoch),
        onUnit: async (result) => {
          await services.storage.runs.saveUnit(run.id, result)
          finished.set(unitKey(result.unit), result)
          show({ done: finished.size, secondsLeft: secondsLeft(units, finished, evaluators.length) })
        },
      })
      show({ title: 'Summing up', secondsLeft: null })
      const results = units.map((unit) => finished.get(unitKey(unit))!)
      const summary = await first.summarise(results, run.study, project.dataset!.caseIds)
      const seconds = (part: 'train' | 'classify'): number =>
        results.reduce((sum, result) => sum + result.seconds[part], 0)
      const elapsed = (services.now() - started) / 1000
      const before = earlier ?? { load_s: 0, embed_s: 0 }
      return buildResults({
        study: run.study,
        environment: {
          app: services.appVersion,
          browser: services.browser,
          ...first.environment,
          threads: first.environment.threads * evaluators.length,
        },
        dataset: project.dataset!,
        summary,
        timings: {
          ...before,
          train_s: seconds('train'),
          classify_s: seconds('classify'),
          total_s: before.load_s + before.embed_s + elapsed,
        },
      })
    } finally {
      for (const evaluator of evaluators) evaluator.terminate()
    }
  })
}

async function experimentData(
  context: Context,
  project: OpenProject,
  encoder: EncoderSpec,
): Promise<ExperimentData> {
  const modalities = []
  for (const modality of project.dataset!.modalities)
    modalities.push((await modalityVectors(context, project, modality, encoder)).vectors)
  const { y, classes, positive, groups } = experimentCases(project.dataset!)
  return { modalities, y, classes, positive, groups }
}

function addEpoch({ store }: Context, unit: Unit, epoch: EpochReport): void {
  const name = `${projectionTitles[unit.projection]}, fold ${unit.fold + 1}${unit.repeat > 0 ? `, repeat ${unit.repeat + 1}` : ''}`
  store.setState(({ live }) =>
    live
      ? {
          live: {
            ...live,
            epochs: new Map(live.epochs).set(name, [...(live.epochs.get(name) ?? []), epoch]),
          },
        }
      : {},
  )
}
