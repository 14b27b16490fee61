import type { ColumnRoles, Role } from '../core/dataset/dataset.ts'
import { roleOf } from '../core/dataset/roles.ts'
import { decidingMetrics } from '../core/evaluation/metrics/registry.ts'
import { encoderIds } from '../core/encoders/installed.ts'
import { Failure, fromFailureData, toFailureData } from '../core/failure.ts'
import { settingsOf } from '../core/study/completed-settings.ts'
import { parseStudy, type KnownNames } from '../core/study/parse-study.ts'
import { markingRoles } from '../core/study/parse-validation.ts'
import { testColumn, type Study, type StudySettings, type Validation } from '../core/study/study.ts'
import { isTableName } from '../core/tables/formats.ts'
import { encodeProject } from './encode-actions.ts'
import { readTable, storeProject } from './import-actions.ts'
import { usableEncoders } from './models.ts'
import { loadProject } from './open-project.ts'
import { recordOf, type ProjectChange } from './project-change.ts'
import { columnWithRole, giveRole } from './role-changes.ts'
import { routeHash, type Stage } from './routes.ts'
import { inputsInWords } from '../strings/words.ts'
import { leftToEncode } from './stage-status.ts'
import { openBundle, type OpenedBundle } from './opened-bundle.ts'
import { runComparison } from './run-actions.ts'
import type { Context } from './services.ts'

/** Synthetic samples that ship with the app, each a study with its data. */
const samples = {
  notes: ['samples/triage-notes.study.json', 'samples/synthetic-triage-notes.csv'],
  smears: ['samples/synthetic-cells.study.json', 'samples/synthetic-cells.zip'],
} as const

export type SampleName = keyof typeof samples

/** A sample, to the verdict. */
export async function runSample(context: Context, name: SampleName): Promise<void> {
  await runStudyFiles(context, await Promise.all(samples[name].map(shippedFile)))
}

async function shippedFile(path: string): Promise<File> {
  const response = await fetch(path)
  if (!response.ok) throw new Failure('study-file-missing', { file: path })
  return new File([await response.blob()], fileName(path))
}

/**
 * A study file with its data, through the same stages as a person would go: import, roles, encode, compare. Its course
 * is in state.studyRun, for the screen and for the study command.
 */
export async function runStudyFiles(context: Context, files: readonly File[]): Promise<void> {
  try {
    say(context, 'Reading the study')
    await runStages(context, await studyOf(context, files))
    context.store.setState({ studyRun: { state: 'done', text: 'Done', failure: null } })
  } catch (thrown) {
    context.store.setState({
      studyRun: { state: 'failed', text: '', failure: toFailureData(thrown, 'study') },
    })
    throw thrown
  }
}

/** A study with the data that it names. */
interface OpenedStudy {
  readonly study: Study
  readonly opened: OpenedBundle
  /** Path of its table; null: every picture is a case. */
  readonly table: string | null
}

export const isStudyFile = ({ name, webkitRelativePath }: File): boolean =>
  webkitRelativePath === '' && name.toLowerCase().endsWith('.json')

/**
 * The settings that a study file holds, for a project that is open: its own data and roles stay.
 * @throws Failure as parseStudy, 'folds-not-given' where the study takes its folds from a column that the project does not, and
 *   'study-unknown-name' for a column of sites or test cases that the project does not use as such
 */
export async function settingsInFile(
  context: Context,
  file: File,
  roles: ColumnRoles,
): Promise<StudySettings> {
  const settings = settingsOf(parseStudy(parseJson(await file.text()), knownNames(context)))
  requireColumns(settings, roles)
  return settings
}

/**
 * That a project's columns have the roles which settings made elsewhere, or earlier, build on.
 * @throws Failure 'folds-not-given', 'study-unknown-name'
 */
export function requireColumns({ validation }: StudySettings, roles: ColumnRoles): void {
  const { folds_column, leave_out } = validation
  if (folds_column !== undefined && columnWithRole(roles, 'fold') !== folds_column)
    throw new Failure('folds-not-given', { column: folds_column })
  requireRole(roles, 'validation.leave_out', leave_out, ['site'])
  requireRole(roles, 'validation.test.column', testColumn(validation), markingRoles)
}

function requireRole(
  roles: ColumnRoles,
  path: string,
  column: string | undefined,
  usable: readonly Role[],
): void {
  const role = (name: string): Role => roleOf(roles, name)?.role ?? 'ignore'
  if (column === undefined || usable.includes(role(column))) return
  const known = Object.keys(roles).filter((name) => usable.includes(role(name)))
  throw new Failure('study-unknown-name', { path, name: column, known: known.join(', ') })
}

async function studyOf(context: Context, files: readonly File[]): Promise<OpenedStudy> {
  const studies = files.filter(isStudyFile)
  if (studies.length !== 1) throw new Failure('one-study-expected', { found: studies.length })
  const study = parseStudy(parseJson(await studies[0]!.text()), knownNames(context))
  const data = files.filter((file) => !isStudyFile(file))
  if (data.length === 0) throw new Failure('study-file-missing', { file: fileName(study.files[0]!) })
  const opened = await openBundle(data)
  return { study, opened, table: tableOf(study, opened) }
}

/** The table that a study names, or the only one of the folder or archive that it names. Files of vectors' IDs are none. */
function tableOf({ files }: Study, { tables, vectors }: OpenedBundle): string | null {
  const names = files.map(fileName)
  const named = tables.filter(({ path }) => names.includes(fileName(path)))
  const ids = new Set(vectors.map(({ ids: file }) => file && fileName(file.path)))
  const missing = names.find((name) => isTableName(name) && !ids.has(name))
  if (missing !== undefined && named.length === 0) throw new Failure('study-file-missing', { file: missing })
  const candidates = named.length > 0 ? named : tables
  if (candidates.length > 1) throw new Failure('one-table-expected', { found: candidates.length })
  return candidates[0]?.path ?? null
}

async function runStages(context: Context, { study, opened, table: path }: OpenedStudy): Promise<void> {
  const { storage, now } = context.services
  const started = now()
  say(context, `Reading ${opened.name}`)
  const table = await readTable(context, opened, { table: path }, 'refuse')
  const { id } = await storeProject(context, table, opened, { name: study.name, table: path })
  const guessed = await loadProject(context, id)
  await storage.projects.update(guessed.record, recordOf(choicesOf(study, guessed.roles)))
  const project = await loadProject(context, id)
  const { dataset, datasetFailure } = project
  if (!dataset) throw fromFailureData(datasetFailure!)
  const load_s = (now() - started) / 1000

  let embed_s = 0
  if (leftToEncode(project) > 0) {
    say(context, `Encoding ${inputsInWords(project.coverage)}`)
    follow(context, id, 'encode')
    embed_s = await encodeProject(context, project)
  }
  say(context, `Comparing on ${dataset.caseIds.length} cases`)
  follow(context, id, 'adapt')
  await runComparison(context, await loadProject(context, id), { load_s, embed_s })
  follow(context, id, 'results')
}

/**
 * What a study chooses. One without a patient column says by that that every row is a patient, which a notice repeats;
 * columns that divide the cases have the roles for that, whatever was guessed.
 */
function choicesOf(study: Study, guessed: ColumnRoles): Required<Omit<ProjectChange, 'history' | 'tags'>> {
  const { columns } = study
  const settings = settingsOf(study)
  const roles = columns ?? withDivision(guessed, settings.validation)
  return { roles, settings, onePatientPerRow: columnWithRole(roles, 'patient') === undefined }
}

function withDivision(guessed: ColumnRoles, validation: Validation): ColumnRoles {
  const { folds_column, leave_out } = validation
  const marking = testColumn(validation)
  let roles = guessed
  if (marking !== undefined && !markingRoles.includes(roleOf(roles, marking)?.role ?? 'ignore'))
    roles = giveRole(roles, marking, 'ignore')
  if (folds_column !== undefined) roles = giveRole(roles, folds_column, 'fold')
  if (leave_out !== undefined) roles = giveRole(roles, leave_out, 'site')
  return roles
}

function say({ store }: Context, text: string): void {
  store.setState({ studyRun: { state: 'running', text, failure: null } })
}

/** Shows the stage that the study has reached, unless the user has gone to look at something else. */
function follow({ store, services }: Context, projectId: string, stage: Stage): void {
  const { route } = store.getState()
  if (route.screen === 'start' || ('projectId' in route && route.projectId === projectId))
    services.navigate(routeHash({ screen: stage, projectId }))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Failure('study-not-json', {})
  }
}

/** What a study may name here: the encoders are those that are installed. */
function knownNames({ store }: Context): KnownNames {
  return {
    metrics: decidingMetrics.map(({ name }) => name),
    encoders: encoderIds(usableEncoders(store.getState())),
  }
}

/** Paths in a study are relative to it; a browser only ever sees the last part. */
const fileName = (path: string): string => path.split(/[\\/]/).at(-1)!
