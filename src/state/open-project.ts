import { buildDataset } from '../core/dataset/build.ts'
import { foldNotices } from '../core/dataset/class-patients.ts'
import type { ColumnRoles } from '../core/dataset/dataset.ts'
import { fingerprintDataset } from '../core/dataset/fingerprint.ts'
import { columnNotices, datasetNotices } from '../core/dataset/quality.ts'
import { guessRoles, initialRoles } from '../core/dataset/roles.ts'
import { summariseTable } from '../core/dataset/summary.ts'
import { toFailureData } from '../core/failure.ts'
import type { StudySettings } from '../core/study/study.ts'
import type { OpenProject } from './app-state.ts'
import { withCoverage } from './vectors.ts'
import { defaultSettings } from '../core/study/default-settings.ts'
import type { Context } from './services.ts'

/** Loads a project with everything that its screens show. */
export async function loadProject(context: Context, id: string): Promise<OpenProject> {
  const { storage } = context.services
  const record = await storage.projects.get(id)
  const table = await storage.projects.readTable(id)
  const runs = await storage.runs.list(id)
  const summaries = summariseTable(table)
  const guesses = guessRoles(table, summaries)
  const roles = record.roles ?? initialRoles(guesses)
  const project = await withDataset(context, {
    record,
    table,
    summaries,
    guesses,
    roles,
    settings: record.study ?? defaultSettings(),
    dataset: null,
    datasetFailure: null,
    notices: [],
    fingerprint: null,
    coverage: { texts: 0, stored: 0 },
    encodeNotices: [],
    runs,
    selectedRunId: null,
    results: null,
    finishedUnits: 0,
  })
  return withRun(context, project, runs[0]?.id ?? null)
}

/** The project with the data set that its table and roles make, or the reason why they make none. */
export async function withDataset(context: Context, project: OpenProject): Promise<OpenProject> {
  const { record, table, roles, summaries, settings } = project
  const about = [...table.notices, ...columnNotices(summaries, roles)]
  try {
    const dataset = buildDataset(table, roles, { onePatientPerRow: record.onePatientPerRow })
    const notices = [
      ...about,
      ...dataset.notices,
      ...datasetNotices(dataset),
      ...foldNotices(dataset, settings.validation.folds),
    ]
    const fingerprint = await fingerprintDataset(dataset)
    return await withCoverage(context, { ...project, dataset, datasetFailure: null, notices, fingerprint })
  } catch (thrown) {
    return {
      ...project,
      dataset: null,
      notices: about,
      fingerprint: null,
      coverage: { texts: 0, stored: 0 },
      encodeNotices: [],
      datasetFailure: toFailureData(thrown, 'data set'),
    }
  }
}

/** The project with one of its runs chosen, and that run's results where it is done. */
export async function withRun(
  context: Context,
  project: OpenProject,
  runId: string | null,
): Promise<OpenProject> {
  if (runId === null) return { ...project, selectedRunId: null, results: null, finishedUnits: 0 }
  const { runs } = context.services.storage
  const results = await runs.results(runId)
  const finishedUnits = results ? 0 : (await runs.units(runId)).size
  return { ...project, selectedRunId: runId, results, finishedUnits }
}

export interface ProjectChange {
  readonly roles?: ColumnRoles
  readonly onePatientPerRow?: boolean
  readonly settings?: StudySettings
}

/**
 * Shows a change to the open project at once, then stores it and derives what follows from it, one change after the
 * other. A change that cannot be stored is taken back: the project is shown as it is stored.
 */
export async function changeProject(
  context: Context,
  change: (project: OpenProject) => ProjectChange,
): Promise<void> {
  const { store, services } = context
  const before = store.getState().project
  if (!before) return
  const { id } = before.record
  const { roles, onePatientPerRow, settings } = change(before)
  const patch = {
    ...(roles && { roles }),
    ...(onePatientPerRow !== undefined && { onePatientPerRow }),
    ...(settings && { study: settings }),
  }
  updateProject(context, id, (project) => ({
    ...project,
    record: { ...project.record, ...patch },
    roles: roles ?? project.roles,
    settings: settings ?? project.settings,
  }))

  await context.inOrder(async () => {
    try {
      await services.storage.projects.update(id, patch)
    } catch (thrown) {
      const stored = await loadProject(context, id)
      updateProject(context, id, () => stored)
      throw thrown
    }
    const shown = store.getState().project
    if (shown?.record.id !== id) return
    const derived = await (roles || onePatientPerRow !== undefined ? withDataset : withCoverage)(
      context,
      shown,
    )
    // Choices made meanwhile stay; what follows from them is derived in its turn.
    updateProject(context, id, ({ record, roles, settings }) => ({ ...derived, record, roles, settings }))
  })
}

/** Resolves when every change so far is stored and what follows from it is shown: a job starts from that. */
export const changesSettled = (context: Context): Promise<void> => context.inOrder(() => Promise.resolve())

/** Changes what is shown of a project, unless another one has been opened meanwhile. */
export function updateProject(
  { store }: Context,
  id: string,
  update: (project: OpenProject) => OpenProject,
): void {
  store.setState(({ project }) => (project?.record.id === id ? { project: update(project) } : {}))
}
