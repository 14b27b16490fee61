import type * as client from '../engine/client.ts'
import type { Storage } from '../storage/storage.ts'
import type { OtherTabs } from './other-tabs.ts'
import type { AppStore } from './store.ts'

/** Workers, by what they do. */
export type Engine = Pick<
  typeof client,
  | 'openTableReader'
  | 'openPictureReader'
  | 'openEncoder'
  | 'openEvaluator'
  | 'openExporter'
  | 'openPredictor'
  | 'openExplorer'
  | 'listServedModels'
  | 'servedSource'
>

/** What the actions work with; tests bring an engine that runs in the same thread. */
export interface Services {
  readonly storage: Storage
  readonly engine: Engine
  readonly otherTabs: OtherTabs
  /** Milliseconds, monotonic. */
  readonly now: () => number
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<void>
  /** Opens a screen, as a link would. */
  readonly navigate: (hash: string) => void
  /** For results.json. */
  readonly appVersion: string
  readonly browser: string
  /** CPU cores that workers may use. */
  readonly cores: number
}

export interface Context {
  readonly store: AppStore
  readonly services: Services
  /** Stores a change after all changes before it, and waits for nothing else: what is shown is on disk in a moment. */
  readonly storeInOrder: InOrder
  /** Works out what follows from changes, one after the other. */
  readonly deriveInOrder: InOrder
}

/** Runs work after all work given to it before: for what builds on the state that it finds. */
type InOrder = (work: () => Promise<void>) => Promise<void>

export function createContext(store: AppStore, services: Services): Context {
  return { store, services, storeInOrder: createQueue(), deriveInOrder: createQueue() }
}

function createQueue(): InOrder {
  let last = Promise.resolve()
  return (work) => {
    const next = last.then(work)
    // What failed has told its caller; the next starts from the state as it is.
    last = next.catch(() => undefined)
    return next
  }
}
