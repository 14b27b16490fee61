import { datasetSteps } from '../core/dataset/build.ts'
import type { Dataset } from '../core/dataset/dataset.ts'
import { fingerprintDataset } from '../core/dataset/fingerprint.ts'
import { planUnits } from '../core/evaluation/plan.ts'
import type { Cell, ExperimentData, Unit } from '../core/evaluation/types.ts'
import { isSamePlace, testsPlace, type HeldOutPlace } from '../core/explore/held-out-places.ts'
import type { LayoutMethod } from '../core/explore/map-layout.ts'
import type { AlikePairs } from '../core/explore/nearest-pairs.ts'
import { Failure } from '../core/failure.ts'
import type { Matrix } from '../core/math/matrix.ts'
import { inTurns } from '../core/steps.ts'
import { adaptSettings } from '../core/study/settings.ts'
import { createYieldToLoop, type Explorer } from '../engine/client.ts'
import type { OpenProject, RunRecord } from './app-state.ts'
import { experimentData, givenBy } from './experiment-data.ts'
import { runJob, type JobHandle } from './job-runner.ts'
import { openWorker } from './open-worker.ts'
import { backendKey, refitBackend } from './run-environment.ts'
import type { Context } from './services.ts'

/** Where a run held cases out, in the space of one of its projections. */
export interface FoldChoice extends Pick<Cell, 'projection' | 'fusion'> {
  readonly place: HeldOutPlace
}

/** A place of a run that was asked for. */
export interface WantedFold {
  readonly runId: string
  readonly choice: FoldChoice
}

/** The same cases before and after the projection; row i of either belongs to case `cases[i]`. */
export interface Both {
  readonly before: Matrix
  readonly after: Matrix
}

/** What the Explore screen shows of a fold. In memory: it follows from the run and its seed (R12). */
export interface ExploredFold {
  readonly runId: string
  readonly choice: FoldChoice
  /** The data as the run saw them. */
  readonly dataset: Dataset
  /** The held-out cases of the fold, rising, and the patient of each (R10). */
  readonly cases: Int32Array
  readonly groups: Int32Array
  readonly vectors: Both
  /** In the plane, [n, 2] each, of the methods that were asked for. */
  readonly layouts: Partial<Readonly<Record<LayoutMethod, Both>>>
  /** Fitted by the same program on the same backend as the run: then its vectors are those of the run, to the bit. */
  readonly isExact: boolean
}

/** What the Explore screen shows of the cases of a run, beside its results. */
export interface Exploration {
  readonly projectId: string
  /** Those that were projected, of one run, projection and repeat: each is fitted once as long as these stay the same. */
  readonly folds: readonly ExploredFold[]
  readonly alike: {
    readonly runId: string
    readonly dataset: Dataset
    readonly found: readonly AlikePairs[]
  } | null
}

/** Pairs of near copies that are looked at. */
export const mostPairs = 100

/** The data of a run as it saw them: the labels may have been changed since. @throws Failure 'run-data-gone' */
export async function datasetOfRun(project: OpenProject, run: RunRecord): Promise<Dataset> {
  if (project.dataset && run.dataFingerprint === project.fingerprint) return project.dataset
  const { table, record, pictures } = project
  const { columns, texts } = run.study
  const yieldToLoop = createYieldToLoop()
  const { pictures: known, rejected } = pictures
  const options = { onePatientPerRow: record.onePatientPerRow, pictures: known, rejected, texts }
  try {
    const dataset = await inTurns(datasetSteps(table, columns ?? {}, options), yieldToLoop)
    if ((await fingerprintDataset(dataset, yieldToLoop)) === run.dataFingerprint) return dataset
  } catch (thrown) {
    // roles that no longer make a data set of this table: the same answer in other words
    if (!(thrown instanceof Failure)) throw thrown
  }
  throw new Failure('run-data-gone', {})
}

/** Projects the held-out cases of a fold as the run did, and lays them out. */
export async function exploreFold(
  context: Context,
  project: OpenProject,
  run: RunRecord,
  choice: FoldChoice,
): Promise<ExploredFold> {
  return withExplorer(context, 'Projecting the held-out cases', project, run, async (work) => {
    const { explorer, data, dataset, handle } = work
    const { study } = run
    const unit = planUnits({ data, study, given: givenBy(work.project, study) }).find((one) =>
      isOf(choice, one),
    )
    if (!unit) throw new Failure('run-data-gone', {})
    const settings = { settings: adaptSettings(study), seed: study.validation.seed }
    const projected = (of: Unit): Promise<Matrix> =>
      explorer.heldOut(of, settings, ({ epoch, epochs, network, networks }) =>
        handle.show({ unit: 'epochs', done: (network - 1) * epochs + epoch, total: networks * epochs }),
      )
    const vectors = {
      before: await projected({ ...unit, projection: 'none' }),
      after: await projected(unit),
    }
    return {
      runId: run.id,
      choice,
      dataset,
      cases: unit.test,
      groups: unit.test.map((i) => data.groups[i]!),
      vectors,
      layouts: { pca: await layBoth(explorer, vectors, 'pca', study.validation.seed, handle) },
      isExact:
        run.computedWith.app === context.services.appVersion &&
        run.computedWith.backend === backendKey(explorer.environment),
    }
  })
}

/** The fold with one more layout. */
export async function layOutFold(
  context: Context,
  project: OpenProject,
  run: RunRecord,
  fold: ExploredFold,
  method: LayoutMethod,
): Promise<ExploredFold> {
  return withExplorer(context, 'Drawing the map', project, run, async ({ explorer, handle }) => {
    const made = await layBoth(explorer, fold.vectors, method, run.study.validation.seed, handle)
    return { ...fold, layouts: { ...fold.layouts, [method]: made } }
  })
}

/** The nearest cases of different patients, by the encoders' own vectors. */
export async function findAlike(
  context: Context,
  project: OpenProject,
  run: RunRecord,
): Promise<NonNullable<Exploration['alike']>> {
  return withExplorer(context, 'Looking for near copies', project, run, async ({ explorer, dataset }) => ({
    runId: run.id,
    dataset,
    found: await explorer.nearestPairs(mostPairs),
  }))
}

const isOf = (choice: FoldChoice, unit: Unit): boolean =>
  testsPlace(unit, choice.place) && unit.projection === choice.projection && unit.fusion === choice.fusion

const isSameProcedure = (a: FoldChoice, b: FoldChoice): boolean =>
  a.projection === b.projection && a.fusion === b.fusion

export const isSameFold = (a: WantedFold, b: WantedFold): boolean =>
  a.runId === b.runId && isSameProcedure(a.choice, b.choice) && isSamePlace(a.choice.place, b.choice.place)

/** The fold that was projected by this choice, if it was. */
export const foldOf = (
  exploration: Exploration | null,
  runId: string,
  choice: FoldChoice,
): ExploredFold | undefined => exploration?.folds.find((one) => isSameFold(one, { runId, choice }))

/**
 * The folds with this one instead of what was kept in its place. Those of another run, projection or repeat go: together the ones that
 * stay hold every case once.
 */
export function withFold(folds: readonly ExploredFold[], fold: ExploredFold): ExploredFold[] {
  const { place } = fold.choice
  const isBeside = ({ runId, choice }: ExploredFold): boolean =>
    runId === fold.runId &&
    isSameProcedure(choice, fold.choice) &&
    !isSamePlace(choice.place, place) &&
    (choice.place.kind !== 'fold' || place.kind !== 'fold' || choice.place.repeat === place.repeat)
  return [...folds.filter(isBeside), fold]
}

async function layBoth(
  explorer: Explorer,
  { before, after }: Both,
  method: LayoutMethod,
  seed: number,
  handle: JobHandle,
): Promise<Both> {
  const lay = (X: Matrix, first: 0 | 1): Promise<Matrix> =>
    explorer.layout(X, method, seed, (done, total) =>
      handle.show({ unit: 'passes', done: first * total + done, total: 2 * total }),
    )
  return { before: await lay(before, 0), after: await lay(after, 1) }
}

interface ExplorerWork {
  readonly explorer: Explorer
  readonly dataset: Dataset
  readonly data: ExperimentData
  /** As it was for the run. */
  readonly project: OpenProject
  readonly handle: JobHandle
}

/** One worker with a run's data on the run's backend, as a job; ended with it. */
function withExplorer<T>(
  context: Context,
  title: string,
  project: OpenProject,
  run: RunRecord,
  work: (work: ExplorerWork) => Promise<T>,
): Promise<T> {
  return runJob(context, { kind: 'explore', title, unit: 'passes', total: 0 }, async (handle) => {
    const dataset = await datasetOfRun(project, run)
    const asRun = { ...project, dataset, roles: run.study.columns ?? project.roles }
    const { data } = await experimentData(context, asRun, run.study)
    const backend = refitBackend(run, context.store.getState().preference)
    const opening = context.services.engine.openExplorer(backend, data)
    const explorer = await openWorker(opening, handle.signal)
    try {
      return await work({ explorer, dataset, data, project: asRun, handle })
    } finally {
      explorer.terminate()
    }
  })
}
