import { datasetSteps } from '../core/dataset/build.ts'
import type { Finding } from '../core/dataset/finding.ts'
import { fingerprintDataset } from '../core/dataset/fingerprint.ts'
import { identifierNotices } from '../core/dataset/identifying-columns.ts'
import { withCases } from '../core/dataset/noticed-cases.ts'
import { withPictures } from '../core/dataset/picture-guesses.ts'
import { columnNotices, datasetFindings } from '../core/dataset/quality.ts'
import { guessRoles, initialRoles } from '../core/dataset/roles.ts'
import { summarySteps } from '../core/dataset/summary.ts'
import { toFailureData } from '../core/failure.ts'
import { inTurns } from '../core/steps.ts'
import { completedSettings } from '../core/study/completed-settings.ts'
import { defaultSettings } from '../core/study/default-settings.ts'
import type { Table } from '../core/tables/table.ts'
import { createYieldToLoop } from '../engine/client.ts'
import type { CasesPart, CoveragePart, OpenProject, ProjectRecord, RunPart } from './app-state.ts'
import { readDivision, undivided } from './division.ts'
import { noHistory, withoutLostEdits } from './edit-history.ts'
import { recordOf, type ProjectChange } from './project-change.ts'
import { withGivenFolds } from './role-changes.ts'
import type { Context } from './services.ts'
import { nothingToEncode, readCoverage } from './vectors.ts'

const noCases: CasesPart = { dataset: null, datasetFailure: null, findings: [], fingerprint: null }
const noCoverage: CoveragePart = {
  coverage: { text: nothingToEncode, image: nothingToEncode },
  encodeNotices: [],
  encodeFailure: null,
  division: undivided,
}
const noRun: RunPart = { selectedRunId: null, results: null, resultsFailure: null, finishedUnits: 0 }

/** Loads a project with everything that its screens show. */
export async function loadProject(context: Context, id: string): Promise<OpenProject> {
  const { storage } = context.services
  const record = await storage.projects.get(id)
  const table = record.casesLeftOut ? emptyTable(record) : await storage.projects.readTable(id)
  const pictures = await storage.pictures.list(id)
  const runs = await storage.runs.list(id)
  const models = await storage.finalModels.list(id)
  const yieldToLoop = createYieldToLoop()
  const summaries = await inTurns(summarySteps(table), yieldToLoop)
  const guesses = withPictures(guessRoles(table, summaries), table, pictures.pictures)
  const roles = record.roles ?? initialRoles(guesses)
  const settings = record.study ? completedSettings(record.study) : withGivenFolds(defaultSettings(), roles)
  const opened = { runs, models, encodeTroubles: [], history: noHistory }
  const chosen = { record, table, pictures, summaries, guesses, roles, settings, ...opened }
  const cases = {
    ...chosen,
    ...noCoverage,
    ...noRun,
    ...(await readCases({ ...chosen, ...noCases, ...noCoverage, ...noRun })),
  }
  return {
    ...cases,
    ...(await readProgress(context, cases)),
    ...(await readRun(context, runs[0]?.id ?? null)),
  }
}

/** Of a project that came without its cases: the columns are known, the rows are elsewhere. */
const emptyTable = ({ columns }: ProjectRecord): Table => ({
  columns: columns.map((name) => ({ name, values: [] })),
  rows: 0,
  notices: [],
})

/** The data set that table and roles make, or the reason why they make none. */
async function readCases(project: OpenProject): Promise<CasesPart> {
  const { record, table, pictures, roles, settings, summaries } = project
  if (record.casesLeftOut) return { ...noCases, datasetFailure: { code: 'cases-left-out', params: {} } }
  const yieldToLoop = createYieldToLoop()
  const about = [
    ...table.notices,
    ...pictures.notices,
    ...columnNotices(summaries, roles),
    ...(await identifierNotices(table, roles, yieldToLoop)),
  ]
  try {
    const options = {
      onePatientPerRow: record.onePatientPerRow,
      pictures: pictures.pictures,
      rejected: pictures.rejected,
      texts: settings.texts,
    }
    const dataset = await inTurns(datasetSteps(table, roles, options), yieldToLoop)
    const pictureHashes = new Map(pictures.pictures.map(({ key, hash }) => [key, hash]))
    const findings: Finding[] = []
    for (const notice of [...about, ...dataset.notices]) {
      findings.push(withCases(notice, table, dataset))
      await yieldToLoop()
    }
    findings.push(...(await datasetFindings(dataset, { yieldToLoop, pictureHashes })))
    const fingerprint = await fingerprintDataset(dataset, yieldToLoop)
    return { dataset, datasetFailure: null, findings, fingerprint }
  } catch (thrown) {
    const findings = about.map((notice) => ({ notice }))
    return { ...noCases, findings, datasetFailure: toFailureData(thrown, 'data set') }
  }
}

/** What follows from the data set and the settings: how far the encoding is, and whether the folds suit the classes. */
async function readProgress(context: Context, project: OpenProject): Promise<CoveragePart> {
  if (!project.dataset) return noCoverage
  const { dataset, settings, table } = project
  return {
    ...(await readCoverage(context, project)),
    division: readDivision(table, dataset, settings.validation),
  }
}

/** One of the project's runs, with its results where it is done. A damaged one is told, and keeps nothing else from opening. */
export async function readRun(context: Context, runId: string | null): Promise<RunPart> {
  if (runId === null) return noRun
  const { runs } = context.services.storage
  try {
    const results = await runs.results(runId)
    const finishedUnits = results ? 0 : (await runs.units(runId)).size
    return { selectedRunId: runId, results, resultsFailure: null, finishedUnits }
  } catch (thrown) {
    return { ...noRun, selectedRunId: runId, resultsFailure: toFailureData(thrown, 'results') }
  }
}

/** How far the encoding of the given project is, shown where it is still the open one. */
export async function refreshCoverage(context: Context, project: OpenProject): Promise<void> {
  const part = await readCoverage(context, project)
  updateProject(context, project.record.id, (shown) => ({ ...shown, ...part }))
}

/**
 * Shows a change to the open project at once, then stores it and derives what follows from it, one change after the
 * other. A change that cannot be stored is taken back: the project is shown as it is stored. One that was made on top of
 * it meanwhile is shown again in its turn, and stored with all that was in view when it was made.
 */
export async function changeProject(
  context: Context,
  change: (project: OpenProject) => ProjectChange,
): Promise<void> {
  const { store, services } = context
  const before = store.getState().project
  if (!before) return
  const { id } = before.record
  const changed = change(before)
  if (Object.keys(changed).length === 0) return
  const after = withChange(before, changed)
  updateProject(context, id, () => after)

  let isShown = false
  await context.storeInOrder(async () => {
    isShown = store.getState().project?.table === before.table
    if (!isShown) updateProject(context, id, (stored) => withChange(stored, choicesIn(after)))
    const { roles, onePatientPerRow, study, tags = {} } = after.record
    try {
      const { trail = [] } = await services.storage.projects.update(id, {
        roles,
        onePatientPerRow,
        study,
        tags,
      })
      updateProject(context, id, (shown) => ({ ...shown, record: { ...shown.record, trail } }))
    } catch (thrown) {
      const stored = await loadProject(context, id)
      const history = withoutLostEdits(before.history, stored)
      updateProject(context, id, () => ({ ...stored, history }))
      throw thrown
    }
  })
  await context.deriveInOrder(async () => {
    const shown = store.getState().project
    if (shown?.record.id !== id) return
    const cases = isShown && makesSameCases(before, after) ? {} : await readCases(shown)
    const progress = await readProgress(context, { ...shown, ...cases })
    updateProject(context, id, (now) => ({ ...now, ...cases, ...progress }))
  })
}

function withChange(project: OpenProject, change: ProjectChange): OpenProject {
  return {
    ...project,
    record: { ...project.record, ...recordOf(change) },
    roles: change.roles ?? project.roles,
    settings: change.settings ?? project.settings,
    history: change.history ?? project.history,
  }
}

/** Everything that changes can set, as it is in a project. */
const choicesIn = ({ roles, record, settings, history }: OpenProject): Required<ProjectChange> => ({
  roles,
  onePatientPerRow: record.onePatientPerRow,
  settings,
  tags: record.tags ?? {},
  history,
})

const makesSameCases = (a: OpenProject, b: OpenProject): boolean =>
  a.roles === b.roles &&
  a.record.onePatientPerRow === b.record.onePatientPerRow &&
  a.settings.texts === b.settings.texts

/** Resolves when every change so far is stored and what follows from it is shown: a job starts from that. */
export async function changesSettled(context: Context): Promise<void> {
  await context.storeInOrder(() => Promise.resolve())
  await context.deriveInOrder(() => Promise.resolve())
}

/** Changes what is shown of a project, unless another one has been opened meanwhile. */
export function updateProject(
  { store }: Context,
  id: string,
  update: (project: OpenProject) => OpenProject,
): void {
  store.setState(({ project }) => (project?.record.id === id ? { project: update(project) } : {}))
}
