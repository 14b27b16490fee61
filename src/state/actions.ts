import { toFailureData } from '../core/failure.ts'
import { openStorage } from '../storage/storage.ts'
import { createAppActions } from './app-screen-actions.ts'
import { createArchiveActions } from './archive-screen-actions.ts'
import { followOtherTabs } from './change-project.ts'
import { createEditActions } from './edit-screen-actions.ts'
import { createEncoderActions } from './encoder-screen-actions.ts'
import { createExploreActions } from './explore-screen-actions.ts'
import { createImportActions } from './import-screen-actions.ts'
import { checkMachine, inspectMachine } from './machine.ts'
import { loadModels } from './models.ts'
import { createProjectActions } from './project-screen-actions.ts'
import { createRunActions } from './run-screen-actions.ts'
import { createContext, type Context, type Services } from './services.ts'
import { createShell } from './shell.ts'
import type { AppStore } from './store.ts'
import { createUseActions } from './use-actions.ts'

export type Actions = ReturnType<typeof createActions>

/** Everything a click can do. Each settles when its work is done or its failure is in the state; none rejects. */
export function createActions(store: AppStore, fixed: Omit<Services, 'storage'>) {
  let context: Context
  const shell = createShell(store, () => context, fixed.navigate)
  const appActions = createAppActions(shell)
  const archiveActions = createArchiveActions(shell)
  return {
    ...appActions,
    ...archiveActions,
    ...createImportActions(shell, archiveActions.openArchive),
    ...createProjectActions(shell),
    ...createEditActions(shell),
    ...createRunActions(shell),
    ...createEncoderActions(shell),
    ...createExploreActions(shell),
    ...createUseActions(shell),

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
        await Promise.all([shell.refresh(), loadModels(context)])
        store.setState({ phase: 'ready', dataLost: storage.dataLost })
        await appActions.routeChanged(store.getState().route)
      } catch (thrown) {
        store.setState({ phase: 'failed', startFailure: toFailureData(thrown, 'start') })
      }
    },
  }
}
