import type { Results } from '../core/evaluation/types.ts'
import { settingsOf } from '../core/study/completed-settings.ts'
import type { StudySettings } from '../core/study/study.ts'
import type { OpenProject } from './app-state.ts'
import { changeProject, changesSettled } from './change-project.ts'
import { encodeProject } from './encode-actions.ts'
import { withJobLock } from './job-runner.ts'
import { readRun, updateProject } from './open-project.ts'
import { continueRun, runComparison } from './run-actions.ts'
import type { Shell } from './shell.ts'
import { measureStorage } from './storage-use.ts'
import { leftToEncode } from './stage-status.ts'
import { requireColumns, settingsInFile } from './study-actions.ts'

/** From settings to results: encoding, comparing, and the runs there are. */
export function createRunActions({ store, context, run, read, start, goTo }: Shell) {
  /** Replaces all settings of the open project, and waits for what follows from them. */
  const useSettings = async (settings: StudySettings): Promise<void> => {
    await changeProject(context(), () => ({ settings }))
    await changesSettled(context())
  }

  return {
    changeSettings(patch: Partial<StudySettings>): Promise<void> {
      return run('settings', () =>
        changeProject(context(), ({ settings }) => ({ settings: { ...settings, ...patch } })),
      )
    },

    /** Takes over the settings of a study file; data and roles stay. */
    openSettings(file: File): Promise<void> {
      return run('open study', async () => {
        const { project } = store.getState()
        if (project) await useSettings(await settingsInFile(context(), file, project.roles))
      })
    },

    encode(): Promise<void> {
      return start('encode', async (project) => void (await encodeProject(context(), project)))
    },

    run(): Promise<void> {
      return start('run', async (project) => {
        await runComparison(context(), project)
        const { route } = store.getState()
        if (route.screen === 'adapt' && route.projectId === project.record.id)
          goTo({ ...route, screen: 'results' })
      })
    },

    resumeRun(id: string): Promise<void> {
      return start('resume', (project) => continueRun(context(), project, id))
    },

    /** Takes over a run's settings and compares again, on the data as they are now. */
    runAgain(id: string): Promise<void> {
      return start('run again', async ({ record, roles }) => {
        const { study } = await context().services.storage.runs.get(id)
        const settings = settingsOf(study)
        requireColumns(settings, roles)
        await useSettings(settings)
        const opened = (): OpenProject | null => {
          const { project } = store.getState()
          return project?.record.id === record.id && project.dataset ? project : null
        }
        const project = opened()
        // its encoders may not be those that the project was encoded with last
        if (project && leftToEncode(project) > 0) await encodeProject(context(), project)
        const encoded = opened()
        if (encoded) await runComparison(context(), encoded)
      })
    },

    selectRun(id: string): Promise<void> {
      return run('show run', async () => {
        const project = store.getState().project
        if (!project) return
        const part = await readRun(context(), id)
        updateProject(context(), project.record.id, (shown) => ({ ...shown, ...part }))
      })
    },

    renameRun(id: string, name: string): Promise<void> {
      return run('rename run', async () => {
        const { storage } = context().services
        const { projectId } = await storage.runs.rename(id, name)
        const runs = await storage.runs.list(projectId)
        updateProject(context(), projectId, (shown) => ({ ...shown, runs }))
      })
    },

    deleteRun(id: string): Promise<void> {
      return run('delete run', async () => {
        const { storage } = context().services
        const project = store.getState().project
        if (!project) return
        await withJobLock(() => storage.runs.delete(id))
        const runs = await storage.runs.list(project.record.id)
        const part = project.selectedRunId === id ? await readRun(context(), runs[0]?.id ?? null) : {}
        updateProject(context(), project.record.id, (shown) => ({ ...shown, runs, ...part }))
        await measureStorage(context())
      })
    },

    /** A run's results, to compare it with others; null where it has none or they cannot be read, which is told. */
    readResults(id: string): Promise<Results | null> {
      return read('results', () => context().services.storage.runs.results(id))
    },
  }
}
