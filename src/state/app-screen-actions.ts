import { requestPersistence } from '../storage/space.ts'
import { inspectMachine } from './machine.ts'
import { loadProject } from './open-project.ts'
import type { Route } from './routes.ts'
import type { Shell } from './shell.ts'

/** What belongs to no stage: which screen is shown, what went wrong, and what the browser keeps. */
export function createAppActions({ store, context, run, refresh, goTo }: Shell) {
  return {
    /** Shows a screen; opens the project it belongs to. */
    async routeChanged(route: Route): Promise<void> {
      store.setState({ route, ...(route.screen !== 'explore' && { openedCase: null }) })
      if (store.getState().phase !== 'ready') return
      if (route.screen === 'start' || route.screen === 'computer') return run('list projects', refresh)
      if (!('projectId' in route) || store.getState().project?.record.id === route.projectId) return
      store.setState({ project: null, exploration: null, openedCase: null })
      await run('open project', () =>
        // after every change of the project that was open, and before whatever another tab tells meanwhile
        context().storeInOrder(async () => {
          const project = await loadProject(context(), route.projectId)
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
      context().services.storage.acknowledgeLoss()
      store.setState({ dataLost: false })
    },

    /** Asks the browser not to evict what is stored here. */
    keepStorage(): Promise<void> {
      return run('persistence', async () => {
        const granted = await requestPersistence()
        store.setState({ machine: await inspectMachine(), persistenceDeclined: !granted })
      })
    },
  }
}
