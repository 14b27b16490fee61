import type { ColumnRoles, Dataset, Role } from '../core/dataset/dataset.ts'
import { countLabelValues, entryOf, recodingOf, type Recoding } from '../core/dataset/recode.ts'
import { classReader } from '../core/dataset/labels.ts'
import { entryWithRelabels, withRelabels } from '../core/dataset/relabels.ts'
import { roleOf, withRole } from '../core/dataset/roles.ts'
import type { TextUse } from '../core/dataset/text-modality.ts'
import type { Results } from '../core/evaluation/types.ts'
import type { LayoutMethod } from '../core/explore/map-layout.ts'
import { withoutTag, withTag } from '../core/explore/tags.ts'
import { Failure, toFailureData } from '../core/failure.ts'
import { settingsOf } from '../core/study/completed-settings.ts'
import type { StudySettings } from '../core/study/study.ts'
import { openStorage } from '../storage/storage.ts'
import { requestPersistence } from '../storage/space.ts'
import type { OpenedCase, OpenProject } from './app-state.ts'
import { changeProject, changesSettled, followOtherTabs } from './change-project.ts'
import { createArchiveActions } from './archive-screen-actions.ts'
import { redoEdit, rememberEdit, undoEdit } from './edit-history.ts'
import { encodeProject } from './encode-actions.ts'
import { compareInputs, testEncoders } from './encoder-checks.ts'
import {
  datasetOfRun,
  exploreFold,
  findAlike,
  foldOf,
  layOutFold,
  withFold,
  type Exploration,
  type ExploredFold,
  type FoldChoice,
} from './exploration.ts'
import { guard } from './guard.ts'
import { createImportActions } from './import-screen-actions.ts'
import { withJobLock } from './job-runner.ts'
import { checkMachine, inspectMachine } from './machine.ts'
import { openModel, removeModel } from './model-actions.ts'
import { loadModels } from './models.ts'
import { loadProject, readRun, refreshCoverage, updateProject } from './open-project.ts'
import type { ProjectChange } from './project-change.ts'
import {
  columnWithRole,
  giveGroupRole,
  giveRole,
  withGivenFolds,
  withUsableColumns,
  type ColumnGroup,
} from './role-changes.ts'
import { routeHash, type Route } from './routes.ts'
import { continueRun, runComparison } from './run-actions.ts'
import { requireColumns, runSample, settingsInFile, type SampleName } from './study-actions.ts'
import { createContext, type Context, type Services } from './services.ts'
import { leftToEncode } from './stage-status.ts'
import { measureStorage } from './storage-use.ts'
import { createUseActions } from './use-actions.ts'
import type { AppStore } from './store.ts'

export type Actions = ReturnType<typeof createActions>

/** Everything a click can do. Each settles when its work is done or its failure is in the state; none rejects. */
export function createActions(store: AppStore, fixed: Omit<Services, 'storage'>) {
  let context: Context

  const run = async (where: string, work: () => Promise<void>): Promise<void> => {
    await guard(context, where, work)
  }
  /** A job of the open project, once every change to it is settled; refused while a study runs by itself. */
  const start = (where: string, work: (project: OpenProject) => Promise<void>): Promise<void> =>
    run(where, async () => {
      if (store.getState().studyRun?.state === 'running') throw new Failure('job-running', {})
      await changesSettled(context)
      const project = store.getState().project
      if (project?.dataset) await work(project)
    })
  const refresh = async (): Promise<void> => {
    const [projects] = await Promise.all([context.services.storage.projects.list(), measureStorage(context)])
    store.setState({ projects })
  }
  /** How far the open project is encoded depends on the encoders there are. */
  const refreshOpenProject = async (): Promise<void> => {
    const { project } = store.getState()
    if (project) await refreshCoverage(context, project)
  }
  const goTo = (route: Route): void => fixed.navigate(routeHash(route))
  /** A change of what the cases are, which can be undone; tells whether it is stored. */
  const edit = (where: string, change: (project: OpenProject) => ProjectChange): Promise<boolean> =>
    guard(context, where, () => changeProject(context, (project) => rememberEdit(project, change(project))))
  /** New roles, and the validation that their columns give. */
  const editRoles = (where: string, change: (project: OpenProject) => ColumnRoles): Promise<boolean> =>
    edit(where, (project) => {
      const roles = change(project)
      const moved = columnWithRole(project.roles, 'fold') !== columnWithRole(roles, 'fold')
      const settings = withUsableColumns(
        moved ? withGivenFolds(project.settings, roles) : project.settings,
        roles,
      )
      return settings === project.settings ? { roles } : { roles, settings }
    })
  const explore = (projectId: string, part: Partial<Exploration>): void => {
    const { project, exploration } = store.getState()
    if (project?.record.id !== projectId) return
    const before = exploration?.projectId === projectId ? exploration : { folds: [], alike: null }
    store.setState({ exploration: { ...before, ...part, projectId } })
  }
  const keepFold = (projectId: string, fold: ExploredFold): void =>
    explore(projectId, { folds: withFold(store.getState().exploration?.folds ?? [], fold) })
  /** Replaces all settings of the open project, and waits for what follows from them. */
  const useSettings = async (settings: StudySettings): Promise<void> => {
    await changeProject(context, () => ({ settings }))
    await changesSettled(context)
  }
  const shell = { store, context: () => context, run, refresh, goTo }
  const archiveActions = createArchiveActions(shell)
  const actions = {
    ...archiveActions,
    ...createImportActions(shell, archiveActions.openArchive),
    ...createUseActions({ store, context: () => context, run, start }),

    /** Looks at the machine and opens the storage, before any data can be loaded. */
    async start(): Promise<void> {
      try {
        const machine = await inspectMachine()
        store.setState({ machine })
        checkMachine(machine)
        const storage = await openStorage({
          onClosed: () => store.setState({ failure: { code: 'storage-closed', params: {} } }),
        })
        context = createContext(store, { ...fixed, storage })
        followOtherTabs(context)
        await Promise.all([refresh(), loadModels(context)])
        store.setState({ phase: 'ready', dataLost: storage.dataLost })
        await actions.routeChanged(store.getState().route)
      } catch (thrown) {
        store.setState({ phase: 'failed', startFailure: toFailureData(thrown, 'start') })
      }
    },

    /** Shows a screen; opens the project it belongs to. */
    async routeChanged(route: Route): Promise<void> {
      store.setState({ route, ...(route.screen !== 'explore' && { openedCase: null }) })
      if (store.getState().phase !== 'ready') return
      if (route.screen === 'start') return run('list projects', refresh)
      if (!('projectId' in route) || store.getState().project?.record.id === route.projectId) return
      store.setState({ project: null, exploration: null, openedCase: null })
      await run('open project', () =>
        // after every change of the project that was open, and before whatever another tab tells meanwhile
        context.storeInOrder(async () => {
          const project = await loadProject(context, route.projectId)
          const now = store.getState().route
          if ('projectId' in now && now.projectId === route.projectId) store.setState({ project })
        }),
      )
    },

    /** Where the failure was that a project could not be opened, there is nothing left to show but the start. */
    dismissFailure(): void {
      store.setState({ failure: null })
      const { route, project } = store.getState()
      if ('projectId' in route && !project) goTo({ screen: 'start' })
    },

    acknowledgeLoss(): void {
      context.services.storage.acknowledgeLoss()
      store.setState({ dataLost: false })
    },

    trySample(name: SampleName): Promise<void> {
      return run('sample', async () => {
        await runSample(context, name)
        await refresh()
      })
    },

    renameProject(id: string, name: string): Promise<void> {
      return run('rename', async () => {
        const { updatedAt } = await context.services.storage.projects.rename(id, name)
        updateProject(context, id, (shown) => ({ ...shown, record: { ...shown.record, name, updatedAt } }))
        await refresh()
      })
    },

    deleteProject(id: string): Promise<void> {
      return run('delete', async () => {
        // Another tab may be working on it: its job would go on into nothing.
        await withJobLock(() => context.services.storage.projects.delete(id))
        if (store.getState().project?.record.id === id) store.setState({ project: null })
        await refresh()
      })
    },

    /** A stored picture to show; null where it cannot be read, which is told. */
    async readPicture(projectId: string, key: string): Promise<Blob | null> {
      let file: Blob | null = null
      await run('picture', async () => {
        file = (await context.services.storage.pictures.read(projectId, [key]))[0] ?? null
      })
      return file
    },

    setRole(column: string, role: Role): Promise<boolean> {
      return editRoles('roles', ({ roles }) =>
        roleOf(roles, column)?.role === role ? roles : giveRole(roles, column, role),
      )
    },

    setGroupRole(group: ColumnGroup, role: Role): Promise<boolean> {
      return editRoles('roles', ({ roles }) => giveGroupRole(roles, group, role))
    },

    /** Gives a role that one column at most has; null: to none. */
    async chooseColumn(role: 'label' | 'patient', column: string | null): Promise<void> {
      if (column !== null) return void (await actions.setRole(column, role))
      const holder = columnWithRole(store.getState().project?.roles ?? {}, role)
      if (holder !== undefined) await actions.setRole(holder, 'ignore')
    },

    setOnePatientPerRow(onePatientPerRow: boolean): Promise<boolean> {
      return edit('patients', () => ({ onePatientPerRow }))
    },

    /** Changes which values of the label make which class. */
    recode(change: (recoding: Recoding) => Recoding): Promise<boolean> {
      return editRoles('classes', ({ roles, table }) => {
        const label = columnWithRole(roles, 'label')
        if (label === undefined) return roles
        const entry = roleOf(roles, label)!
        const recoded = entryOf(change(recodingOf(countLabelValues(table, roles).keys(), entry)))
        return withRole(roles, label, entryWithRelabels(recoded, entry.relabels ?? []))
      })
    },

    setTexts(texts: TextUse): Promise<boolean> {
      return edit('texts', ({ settings }) => ({ settings: { ...settings, texts } }))
    },

    undo(): Promise<void> {
      return run('undo', () => changeProject(context, undoEdit))
    },

    redo(): Promise<void> {
      return run('redo', () => changeProject(context, redoEdit))
    },

    changeSettings(patch: Partial<StudySettings>): Promise<void> {
      return run('settings', () =>
        changeProject(context, ({ settings }) => ({ settings: { ...settings, ...patch } })),
      )
    },

    encode(): Promise<void> {
      return start('encode', async (project) => void (await encodeProject(context, project)))
    },

    run(): Promise<void> {
      return start('run', async (project) => {
        await runComparison(context, project)
        const { route } = store.getState()
        if (route.screen === 'adapt' && route.projectId === project.record.id)
          goTo({ ...route, screen: 'results' })
      })
    },

    resumeRun(id: string): Promise<void> {
      return start('resume', (project) => continueRun(context, project, id))
    },

    /** An encoder from a folder or a ZIP, such as on a USB stick. */
    openModel(picked: readonly File[]): Promise<void> {
      return run('open encoder', async () => {
        store.setState({ openedModel: null })
        const id = await openModel(context, picked)
        store.setState({ openedModel: id })
        await Promise.all([refresh(), refreshOpenProject()])
      })
    },

    removeModel(id: string): Promise<void> {
      return run('remove encoder', async () => {
        // A job of any tab may be reading it.
        await withJobLock(() => removeModel(context, id))
        store.setState({ openedModel: null })
        await Promise.all([refresh(), refreshOpenProject()])
      })
    },

    testEncoders(): Promise<void> {
      return run('self-test', () => testEncoders(context))
    },

    compareTexts(id: string, texts: readonly string[]): Promise<void> {
      const inputs = texts.map((text) => ({ name: text, input: text }))
      return run('compare', () => compareInputs(context, { id, modality: 'text' }, inputs))
    },

    comparePictures(id: string, pictures: readonly File[]): Promise<void> {
      const inputs = pictures.map((file) => ({ name: file.name, input: file }))
      return run('compare', () => compareInputs(context, { id, modality: 'image' }, inputs))
    },

    /** Asks the browser not to evict what is stored here. */
    keepStorage(): Promise<void> {
      return run('persistence', async () => {
        const granted = await requestPersistence()
        store.setState({ machine: await inspectMachine(), persistenceDeclined: !granted })
      })
    },

    /** Projects the held-out cases of one place of a run, unless they are projected. */
    exploreFold(runId: string, choice: FoldChoice): Promise<void> {
      return start('explore', async (project) => {
        if (foldOf(store.getState().exploration, runId, choice)) return
        const run = await context.services.storage.runs.get(runId)
        keepFold(project.record.id, await exploreFold(context, project, run, choice))
      })
    },

    /** Lays projected cases out by another method, once. */
    layOutFold(fold: ExploredFold, method: LayoutMethod): Promise<void> {
      return start('map', async (project) => {
        if (fold.layouts[method]) return
        const run = await context.services.storage.runs.get(fold.runId)
        keepFold(project.record.id, await layOutFold(context, project, run, fold, method))
      })
    },

    /** Shows a case of the run that is shown, with what is similar to it; null: none. */
    openCase(openedCase: OpenedCase | null): void {
      const { route } = store.getState()
      if (openedCase && 'projectId' in route && route.screen !== 'explore')
        goTo({ ...route, screen: 'explore' })
      store.setState({ openedCase })
    },

    /** Looks for cases of different patients that are nearly the same, in the data of a run. */
    findAlike(runId: string): Promise<void> {
      return start('near copies', async (project) => {
        const run = await context.services.storage.runs.get(runId)
        explore(project.record.id, { alike: await findAlike(context, project, run) })
      })
    },

    /** The data as a run saw them; null where they cannot be made again, which is told. */
    async readRunDataset(runId: string): Promise<Dataset | null> {
      let dataset: Dataset | null = null
      await run('data of a run', async () => {
        const { project } = store.getState()
        const record = project?.runs.find(({ id }) => id === runId)
        if (project && record) dataset = await datasetOfRun(project, record)
      })
      return dataset
    },

    /** Gives cases another class. The file stays as it is; the change can be undone, and the trail keeps it. */
    relabel(caseIds: readonly string[], to: string): Promise<boolean> {
      return editRoles('relabel', ({ roles, dataset, table }) => {
        const label = columnWithRole(roles, 'label')
        const values = table.columns.find(({ name }) => name === label)?.values
        if (label === undefined || !values || !dataset) return roles
        const entry = roleOf(roles, label)!
        const classOf = classReader(label, entry)
        const wanted = new Set(caseIds)
        const cases = dataset.caseIds.flatMap((id, i) => {
          const file = wanted.has(id) ? classOf(values[dataset.rows[i]!]!) : null
          return file === null ? [] : [{ id, file }]
        })
        return withRole(roles, label, entryWithRelabels(entry, withRelabels(entry.relabels ?? [], cases, to)))
      })
    },

    tag(caseIds: readonly string[], name: string): Promise<boolean> {
      return edit('tag', ({ record }) => ({ tags: withTag(record.tags ?? {}, name, caseIds) }))
    },

    untag(caseIds: readonly string[], name: string): Promise<boolean> {
      return edit('tag', ({ record }) => ({ tags: withoutTag(record.tags ?? {}, name, caseIds) }))
    },

    selectRun(id: string): Promise<void> {
      return run('show run', async () => {
        const project = store.getState().project
        if (!project) return
        const part = await readRun(context, id)
        updateProject(context, project.record.id, (shown) => ({ ...shown, ...part }))
      })
    },

    renameRun(id: string, name: string): Promise<void> {
      return run('rename run', async () => {
        const { storage } = context.services
        const { projectId } = await storage.runs.rename(id, name)
        const runs = await storage.runs.list(projectId)
        updateProject(context, projectId, (shown) => ({ ...shown, runs }))
      })
    },

    /** A run's results, to compare it with others; null where it has none or they cannot be read, which is told. */
    async readResults(id: string): Promise<Results | null> {
      let results: Results | null = null
      await run('results', async () => {
        results = await context.services.storage.runs.results(id)
      })
      return results
    },

    /** Takes over a run's settings and compares again, on the data as they are now. */
    runAgain(id: string): Promise<void> {
      return start('run again', async ({ record, roles }) => {
        const { study } = await context.services.storage.runs.get(id)
        const settings = settingsOf(study)
        requireColumns(settings, roles)
        await useSettings(settings)
        const opened = (): OpenProject | null => {
          const { project } = store.getState()
          return project?.record.id === record.id && project.dataset ? project : null
        }
        const project = opened()
        // its encoders may not be those that the project was encoded with last
        if (project && leftToEncode(project) > 0) await encodeProject(context, project)
        const encoded = opened()
        if (encoded) await runComparison(context, encoded)
      })
    },

    /** Takes over the settings of a study file; data and roles stay. */
    openSettings(file: File): Promise<void> {
      return run('open study', async () => {
        const { project } = store.getState()
        if (project) await useSettings(await settingsInFile(context, file, project.roles))
      })
    },

    deleteRun(id: string): Promise<void> {
      return run('delete run', async () => {
        const { storage } = context.services
        const project = store.getState().project
        if (!project) return
        await withJobLock(() => storage.runs.delete(id))
        const runs = await storage.runs.list(project.record.id)
        const part = project.selectedRunId === id ? await readRun(context, runs[0]?.id ?? null) : {}
        updateProject(context, project.record.id, (shown) => ({ ...shown, runs, ...part }))
      })
    },
  }
  return actions
}
