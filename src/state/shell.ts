import type { Route } from './routes.ts'
import type { Context } from './services.ts'
import type { AppStore } from './store.ts'

/** What the actions of a screen share. */
export interface Shell {
  readonly store: AppStore
  /** Once the storage is open. */
  readonly context: () => Context
  readonly run: (where: string, work: () => Promise<void>) => Promise<void>
  /** Reads the list of projects anew. */
  readonly refresh: () => Promise<void>
  readonly goTo: (route: Route) => void
}
