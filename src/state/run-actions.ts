import { rolesInUse } from '../core/dataset/roles.ts'
import { eventNotices } from '../core/evaluation/event-notices.ts'
import { casesOfFolds, planUnits, unitKey } from '../core/evaluation/plan.ts'
import type { EncoderUse, Results, Unit, UnitResult } from '../core/evaluation/types.ts'
import { Failure, toFailureData } from '../core/failure.ts'
import type { Notice } from '../core/notice.ts'
import type { EpochReport } from '../core/projection/projection.ts'
import { buildResults } from '../core/report/results.ts'
import { listed } from '../core/report/words.ts'
import { adaptSettings } from '../core/study/settings.ts'
import type { Study } from '../core/study/study.ts'
import { unlessAborted, type Evaluator } from '../engine/client.ts'
import type { BackendPreference } from '../engine/protocol.ts'
import { projectionInWords } from '../strings/words.ts'
import type { OpenProject, RunRecord } from './app-state.ts'
import { experimentData, givenBy } from './experiment-data.ts'
import { runJob, type JobHandle } from './job-runner.ts'
import { readRun, updateProject } from './open-project.ts'
import { backendOf, encodersInUse, encoderUses, preflightFacts } from './run-environment.ts'
import { keepRecord, type RunBeginning } from './run-record.ts'
import { runUnits, secondsLeft } from './run-units.ts'
import { openRunWorkers } from './run-workers.ts'
import type { Context } from './services.ts'
import { survivingGraphics, type GraphicsTrouble } from './surviving-graphics.ts'

/** Seconds of the stages before the comparison, where one study did them all. */
export interface EarlierStages {
  readonly load_s: number
  readonly embed_s: number
}

/** Milliseconds in which a browser starts its process for the graphics processor anew. */
const graphicsRestart = 1000

/** Starts a run of a project's settings and works it to its results. */
export async function runComparison(
  context: Context,
  project: OpenProject,
  earlier?: EarlierStages,
): Promise<void> {
  const { record, settings, roles, fingerprint } = project
  if (!fingerprint) return
  const study: Study = {
    version: 1,
    name: record.name,
    files: [record.origin?.fileName ?? record.name],
    columns: rolesInUse(roles),
    ...settings,
  }
  await compare(context, project, {
    study,
    preference: context.store.getState().preference,
    earlier: earlier ?? { load_s: null, embed_s: null },
    begin: (computedWith) =>
      context.services.storage.runs.create({
        projectId: record.id,
        name: nextRunName(project.runs),
        study,
        dataFingerprint: fingerprint,
        computedWith,
      }),
  })
}

/**
 * Goes on with a run that was cancelled, failed, or lost its browser, on its own backend: only the missing units are computed.
 * @throws Failure 'run-outdated' where what it finished could not be joined with what is missing, 'no-webgpu' where it was computed on a
 *   graphics processor and there is none
 */
export async function continueRun(context: Context, project: OpenProject, id: string): Promise<void> {
  const { runs } = context.services.storage
  const run = await runs.get(id)
  if (run.status === 'done') return
  const sameApp = run.computedWith.app === context.services.appVersion
  if (!sameApp || run.dataFingerprint !== project.fingerprint) throw new Failure('run-outdated', {})
  await compare(context, project, {
    study: run.study,
    preference: backendOf(run),
    earlier: { load_s: null, embed_s: null },
    async begin(computedWith) {
      const before = run.computedWith
      const same = (['encoder', 'backend', 'app'] as const).every((key) => before[key] === computedWith[key])
      if (!same) throw new Failure('run-outdated', {})
      return runs.setStatus(id, 'running')
    },
  })
}

/** Numbered after the highest so far: a name is not given again while a later run has its number. */
function nextRunName(runs: readonly Pick<RunRecord, 'name'>[]): string {
  const numbers = runs.map(({ name }) => Number(/^Run (\d+)$/.exec(name)?.[1] ?? 0))
  return `Run ${Math.max(0, ...numbers) + 1}`
}

interface Comparison {
  readonly study: Study
  readonly preference: BackendPreference
  readonly earlier: { readonly [stage in keyof EarlierStages]: number | null }
  readonly begin: RunBeginning
}

/**
 * One comparison as a job. The record is written (or resumed) once the job has begun and its first worker stands. Where the graphics
 * processor is lost it goes on with the units it has, on the same one; on anything else it is begun again, so that all units of a run
 * are computed alike (R12).
 */
async function compare(
  context: Context,
  project: OpenProject,
  { study, preference, earlier, begin }: Comparison,
): Promise<void> {
  const { services } = context
  const { runs } = services.storage
  const started = services.now()
  const job = { kind: 'run', title: 'Comparing', unit: 'pieces', total: 0 } as const
  await runJob(context, job, async (handle) => {
    const { data, used, about } = await experimentData(context, project, study)
    const units = planUnits({ data, study, given: givenBy(project, study) })
    handle.show({ total: units.length })
    const encoder = encodersInUse(context, study, used)
    const record = keepRecord(context, encoder, begin)

    const attempt = async (wanted: BackendPreference, trouble: GraphicsTrouble | null): Promise<void> => {
      const workers = await openRunWorkers(context, wanted, data, handle.signal)
      try {
        const { run, moved } = await record.on(workers)
        const troubles = trouble ? [troubleNotice(trouble, moved, workers.environment)] : []
        const finished = await runs.units(run.id)
        // what was left before may be of pieces that are forgotten now
        handle.show({ done: finished.size, secondsLeft: null })
        const missing = units.filter((unit) => !finished.has(unitKey(unit)))
        showFits(context, run, missing, troubles)
        await showRun(context, run)
        await workers.openMore(missing.length)
        const { evaluators } = workers
        await finish(context, { run, units, missing, finished, evaluators, handle })
        handle.show({ title: 'Summing up', unit: 'tables', done: 0, total: 0, secondsLeft: null })
        const results = await sumUp(
          context,
          {
            project,
            run,
            evaluators,
            unitResults: units.map((unit) => finished.get(unitKey(unit))!),
            encoders: encoderUses(context, study, used),
            about: [...about, ...eventNotices(data, casesOfFolds(units)), ...troubles],
            handle,
          },
          { ...earlier, compare_s: (services.now() - started) / 1000 },
        )
        await runs.finish(run.id, results)
      } finally {
        workers.terminate()
      }
    }

    try {
      await survivingGraphics(preference, attempt, () =>
        unlessAborted(services.wait(graphicsRestart), handle.signal),
      )
    } catch (thrown) {
      await record.end(toFailureData(thrown, 'comparison'))
      throw thrown
    } finally {
      const run = record.run()
      if (run) await showRun(context, run)
    }
  })
}

/** The fits of a run on the screen: those that are stored keep what was told of them, the others begin anew. */
function showFits(
  { store }: Context,
  run: RunRecord,
  missing: readonly Unit[],
  troubles: readonly Notice[],
): void {
  const unfinished = new Set(missing.map((unit) => fitName(unit, run.study)))
  const { live } = store.getState()
  const told = live?.runId === run.id ? [...live.epochs] : []
  const epochs = new Map(told.filter(([fit]) => !unfinished.has(fit)))
  store.setState({ live: { runId: run.id, epochs, troubles } })
}

/** @param moved the comparison was begun again on another backend than before */
function troubleNotice(
  trouble: GraphicsTrouble,
  moved: boolean,
  { backend }: Evaluator['environment'],
): Notice {
  return trouble.kind === 'lost' && !moved
    ? { code: 'training-device-lost', severity: 'info', params: { times: trouble.times } }
    : { code: 'training-moved', severity: 'warning', params: { reason: trouble.kind, to: backend } }
}

interface Work {
  readonly run: RunRecord
  readonly units: readonly Unit[]
  readonly missing: readonly Unit[]
  /** By unitKey; grows as units are finished. */
  readonly finished: Map<string, UnitResult>
  readonly evaluators: readonly Evaluator[]
  readonly handle: JobHandle
}

/** Computes the missing units; each is on disk before the strip counts it. */
async function finish(
  context: Context,
  { run, units, missing, finished, evaluators, handle }: Work,
): Promise<void> {
  const { study } = run
  await runUnits(evaluators, {
    units: missing,
    settings: adaptSettings(study),
    seed: study.validation.seed,
    classifiers: study.classifiers,
    onEpoch: (unit, epoch) => addEpoch(context, fitName(unit, study), epoch),
    onUnit: async (result) => {
      await context.services.storage.runs.saveUnit(run.id, result)
      finished.set(unitKey(result.unit), result)
      handle.show({ done: finished.size, secondsLeft: secondsLeft(units, finished, evaluators.length) })
    },
  })
}

interface FinishedWork {
  readonly project: OpenProject
  readonly run: RunRecord
  readonly evaluators: readonly Evaluator[]
  readonly unitResults: readonly UnitResult[]
  readonly encoders: readonly EncoderUse[]
  /** What was said of the subgroups and of the events, and what was mended on the way. */
  readonly about: readonly Notice[]
  readonly handle: JobHandle
}

async function sumUp(
  { services, store }: Context,
  { project, run, evaluators, unitResults, encoders, about, handle }: FinishedWork,
  seconds: { load_s: number | null; embed_s: number | null; compare_s: number },
): Promise<Results> {
  const [first] = evaluators
  const summary = await first!.summarise(unitResults, run.study, project.dataset!.caseIds, (done, total) =>
    handle.show({ done, total }),
  )
  const worked = (part: 'train' | 'classify'): number =>
    unitResults.reduce((sum, result) => sum + result.seconds[part], 0)
  const { load_s, embed_s, compare_s } = seconds
  const { environment } = first!
  const { machine } = store.getState()
  return buildResults({
    study: run.study,
    environment: {
      app: services.appVersion,
      browser: services.browser,
      ...environment,
      threads: environment.threads * evaluators.length,
      encoders,
      ...(machine && { preflight: preflightFacts(machine) }),
    },
    dataset: project.dataset!,
    fingerprint: run.dataFingerprint,
    notices: [
      // the notices alone: which cases they speak of stays in this browser
      ...[...project.findings, ...project.division.findings].map(({ notice }) => notice),
      ...project.encodeNotices,
      ...project.encodeTroubles,
      ...about,
    ],
    synthetic: project.record.origin?.synthetic ?? false,
    summary,
    timings: {
      load_s,
      embed_s,
      train_s: worked('train'),
      classify_s: worked('classify'),
      total_s: (load_s ?? 0) + (embed_s ?? 0) + compare_s,
    },
  })
}

/** Shows the run as it is stored, where its project is still the one on the screen. */
async function showRun(context: Context, { projectId, id }: RunRecord): Promise<void> {
  if (context.store.getState().project?.record.id !== projectId) return
  const runs = await context.services.storage.runs.list(projectId)
  const part = await readRun(context, id)
  updateProject(context, projectId, (now) => ({ ...now, runs, ...part }))
}

function fitName(unit: Unit, study: Study): string {
  const projection = projectionInWords(unit, study.fusion.length > 1)
  const used = unit.modalities ? ` with only ${listed(unit.modalities)}` : ''
  return `${projection}${used}, ${placeInWords(unit)}`
}

function placeInWords({ check, repeat, fold, foldName }: Unit): string {
  if (check?.kind === 'locked-test') return 'for the locked test set'
  if (check?.kind === 'final-model') return 'on all cases'
  const where = foldName === undefined ? `fold ${fold + 1}` : `without “${foldName}”`
  const deal = check ? `, shuffled labels ${check.permutation + 1}` : ''
  return `${where}${repeat > 0 ? `, repeat ${repeat + 1}` : ''}${deal}`
}

function addEpoch({ store }: Context, fit: string, epoch: EpochReport): void {
  store.setState(({ live }) =>
    live
      ? { live: { ...live, epochs: new Map(live.epochs).set(fit, [...(live.epochs.get(fit) ?? []), epoch]) } }
      : {},
  )
}
