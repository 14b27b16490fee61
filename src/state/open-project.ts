import { datasetSteps } from '../core/dataset/build.ts'
import type { Finding } from '../core/dataset/finding.ts'
import { fingerprintDataset } from '../core/dataset/fingerprint.ts'
import { identifierNotices } from '../core/dataset/identifying-columns.ts'
import { withCases } from '../core/dataset/noticed-cases.ts'
import { withPictures } from '../core/dataset/picture-guesses.ts'
import { columnNotices, datasetFindings } from '../core/dataset/quality.ts'
import { setAsideNotices } from '../core/dataset/relabels.ts'
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
import { begunAnew, noHistory } from './edit-history.ts'
import { withGivenFolds } from './role-changes.ts'
import type { Context } from './services.ts'
import { nothingToEncode, readCoverage } from './vectors.ts'

const noCases: CasesPart = {
  dataset: null,
  datasetFailure: null,
  findings: [],
  fingerprint: null,
  madeFrom: null,
}
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
  const opened = { runs, models, encodeTroubles: [], history: noHistory }
  const chosen = { table, pictures, summaries, guesses, ...chosenIn(record, guesses), ...opened }
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

/** What a record says was chosen; the first choice is the guess. */
function chosenIn(
  record: ProjectRecord,
  guesses: OpenProject['guesses'],
): Pick<OpenProject, 'record' | 'roles' | 'settings' | 'basis'> {
  const roles = record.roles ?? initialRoles(guesses)
  const settings = record.study ? completedSettings(record.study) : withGivenFolds(defaultSettings(), roles)
  return { record, roles, settings, basis: { revision: record.revision ?? 0, takenBack: 0 } }
}

/** The open project with what another tab has chosen. Its own edits can no longer be undone: that would undo the other's too. */
export function withRecord(project: OpenProject, record: ProjectRecord): OpenProject {
  return { ...project, ...chosenIn(record, project.guesses), history: begunAnew(project.history) }
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
  const madeFrom = casesKey(project)
  if (record.casesLeftOut)
    return { ...noCases, madeFrom, datasetFailure: { code: 'cases-left-out', params: {} } }
  const yieldToLoop = createYieldToLoop()
  const about = [
    ...table.notices,
    ...pictures.notices,
    ...columnNotices(summaries, roles),
    ...setAsideNotices(roles),
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
    return { dataset, datasetFailure: null, findings, fingerprint, madeFrom }
  } catch (thrown) {
    const findings = about.map((notice) => ({ notice }))
    return { ...noCases, madeFrom, findings, datasetFailure: toFailureData(thrown, 'data set') }
  }
}

/** The choices that decide what the cases are, as JSON: those of another tab are other objects, however equal. */
const casesKey = ({ roles, record, settings }: OpenProject): string =>
  JSON.stringify([roles, record.onePatientPerRow, settings.texts])

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

/** Derives again what the choices that are shown have changed, where the given project is still the open one. */
export async function deriveFromChoices(context: Context, id: string): Promise<void> {
  const shown = context.store.getState().project
  if (shown?.record.id !== id) return
  const cases = shown.madeFrom === casesKey(shown) ? {} : await readCases(shown)
  const progress = await readProgress(context, { ...shown, ...cases })
  updateProject(context, id, (now) => ({ ...now, ...cases, ...progress }))
}

/** Changes what is shown of a project, unless another one has been opened meanwhile. */
export function updateProject(
  { store }: Context,
  id: string,
  update: (project: OpenProject) => OpenProject,
): void {
  store.setState(({ project }) => (project?.record.id === id ? { project: update(project) } : {}))
}
