import { Failure } from '../core/failure.ts'
import type { OpenProject } from './app-state.ts'
import { changesSettled } from './change-project.ts'
import { guard, guardReading } from './guard.ts'
import { routeHash, type Route } from './routes.ts'
import type { Context } from './services.ts'
import { measureStorage } from './storage-use.ts'
import type { AppStore } from './store.ts'

/** What the actions of the screens share. */
export interface Shell {
  readonly store: AppStore
  /** Once the storage is open. */
  readonly context: () => Context
  readonly run: (where: string, work: () => Promise<void>) => Promise<void>
  /** For what a screen reads by itself; null where it failed, which is told beside what was told before. */
  readonly read: <T>(where: string, work: () => Promise<T>) => Promise<T | null>
  /** A job of the open project, once every change to it is settled; refused while a study runs by itself. */
  readonly start: (where: string, work: (project: OpenProject) => Promise<void>) => Promise<void>
  /** Reads the list of projects anew. */
  readonly refresh: () => Promise<void>
  readonly goTo: (route: Route) => void
}

export function createShell(
  store: AppStore,
  context: () => Context,
  navigate: (hash: string) => void,
): Shell {
  const run = async (where: string, work: () => Promise<void>): Promise<void> => {
    await guard(context(), where, work)
  }
  return {
    store,
    context,
    run,
    read: (where, work) => guardReading(context(), where, work),
    start: (where, work) =>
      run(where, async () => {
        if (store.getState().studyRun?.state === 'running') throw new Failure('job-running', {})
        await changesSettled(context())
        const project = store.getState().project
        if (project?.dataset) await work(project)
      }),
    async refresh() {
      const [projects] = await Promise.all([
        context().services.storage.projects.list(),
        measureStorage(context()),
      ])
      store.setState({ projects })
    },
    goTo: (route) => navigate(routeHash(route)),
  }
}
