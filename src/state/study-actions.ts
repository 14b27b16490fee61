import { metricNames } from '../core/evaluation/metrics/registry.ts'
import { Failure, fromFailureData, toFailureData } from '../core/failure.ts'
import { parseStudy } from '../core/study/parse-study.ts'
import type { Study } from '../core/study/study.ts'
import { encodeProject } from './encode-actions.ts'
import { readTable, storeProject } from './import-actions.ts'
import { changeProject, loadProject } from './open-project.ts'
import { columnWithRole } from './role-changes.ts'
import { routeHash, type Stage } from './routes.ts'
import { runComparison } from './run-actions.ts'
import type { Context } from './services.ts'

const sample = { study: 'samples/triage-notes.study.json', table: 'samples/synthetic-triage-notes.csv' }

/** The synthetic sample that ships with the app, to the verdict. */
export async function runSample(context: Context): Promise<void> {
  await runStudyFiles(context, await Promise.all([shippedFile(sample.study), shippedFile(sample.table)]))
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
    const { study, table } = await studyOf(files)
    await runStages(context, study, table)
    context.store.setState({ studyRun: { state: 'done', text: 'Done', failure: null } })
  } catch (thrown) {
    context.store.setState({
      studyRun: { state: 'failed', text: '', failure: toFailureData(thrown, 'study') },
    })
    throw thrown
  }
}

async function studyOf(files: readonly File[]): Promise<{ study: Study; table: File }> {
  const studies = files.filter((file) => file.name.toLowerCase().endsWith('.json'))
  if (studies.length !== 1) throw new Failure('one-study-expected', { found: studies.length })
  const study = parseStudy(parseJson(await studies[0]!.text()), metricNames)
  if (study.files.length !== 1) throw new Failure('one-table-expected', { found: study.files.length })
  const wanted = fileName(study.files[0]!)
  const table = files.find((file) => file.name === wanted)
  if (!table) throw new Failure('study-file-missing', { file: wanted })
  return { study, table }
}

async function runStages(context: Context, study: Study, file: File): Promise<void> {
  const { store, services } = context
  const started = services.now()
  say(context, `Reading ${file.name}`)
  const table = await readTable(context, { file }, 'refuse')
  const record = await storeProject(context, table, file, study.name)
  store.setState({ project: await loadProject(context, record.id) })
  await changeProject(context, ({ roles }) => {
    const columns = study.columns ?? roles
    const { version: _version, name: _name, files: _files, columns: _columns, ...settings } = study
    // A study without a patient column says by that that every row is a patient; the data screen and the report say so.
    return { roles: columns, settings, onePatientPerRow: columnWithRole(columns, 'patient') === undefined }
  })
  const { dataset, datasetFailure, coverage } = store.getState().project!
  if (!dataset) throw fromFailureData(datasetFailure!)
  const load_s = (services.now() - started) / 1000

  say(context, `Encoding ${coverage.texts} different texts`, 'encode')
  const embed_s = await encodeProject(context)
  say(context, `Comparing on ${dataset.caseIds.length} cases`, 'adapt')
  await runComparison(context, { load_s, embed_s })
  show(context, 'results')
}

function say(context: Context, text: string, stage?: Stage): void {
  context.store.setState({ studyRun: { state: 'running', text, failure: null } })
  if (stage) show(context, stage)
}

function show({ store, services }: Context, stage: Stage): void {
  const project = store.getState().project
  if (project) services.navigate(routeHash({ screen: stage, projectId: project.record.id }))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Failure('study-not-json', {})
  }
}

/** Paths in a study are relative to it; a browser only ever sees the last part. */
const fileName = (path: string): string => path.split(/[\\/]/).at(-1)!
