import { vi } from 'vitest'
import type { TableReader } from '../engine/client.ts'
import { collectTable } from '../engine/collect-table.ts'
import { createTableEngine } from '../engine/table-engine.ts'
import { createActions, type Actions } from './actions.ts'
import type { OtherTabs, ProjectNews } from './other-tabs.ts'
import type { Route } from './routes.ts'
import type { Engine, Services } from './services.ts'
import { createAppStore, type AppStore } from './store.ts'

/** As if this were the only tab. */
const noOtherTabs: OtherTabs = { tell: () => undefined, listen: () => undefined }

/**
 * The app's actions without a browser, on the profile that is open.
 * @param engine workers that the test needs; all others are refused
 * @param around what the test needs to be otherwise than in the only tab, with one core, where waiting takes no time
 */
export async function startActions(
  route: Route,
  engine: Partial<Engine> = {},
  around: Partial<Pick<Services, 'otherTabs' | 'cores' | 'wait'>> = {},
): Promise<{ readonly store: AppStore; readonly actions: Actions }> {
  // what a browser offers and Node does not
  vi.stubGlobal('window', { isSecureContext: true, crossOriginIsolated: true })
  vi.stubGlobal('navigator', { hardwareConcurrency: 2 })
  vi.stubGlobal('localStorage', {
    getItem: () => null,
    setItem: () => undefined,
    removeItem: () => undefined,
  })
  const refused = (): never => {
    throw new Error('no worker is needed')
  }
  const store = createAppStore({ preference: 'wasm', route })
  const actions = createActions(store, {
    engine: {
      openTableReader: refused,
      openPictureReader: refused,
      openEncoder: refused,
      openEvaluator: refused,
      openExporter: refused,
      openPredictor: refused,
      openExplorer: refused,
      listServedModels: () => Promise.resolve([]),
      servedSource: refused,
      ...engine,
    },
    otherTabs: noOtherTabs,
    now: () => 0,
    wait: () => Promise.resolve(),
    navigate: () => undefined,
    appVersion: 'test',
    browser: 'test',
    cores: 1,
    ...around,
  })
  await actions.start()
  return { store, actions }
}

/** Tabs of one browser, in this thread: what one tells arrives at the others when the test lets it. */
export function browserOfTabs(): { openTab(): OtherTabs; deliver(): void } {
  const listeners: ((news: ProjectNews) => void)[][] = []
  const underway: (() => void)[] = []
  return {
    openTab() {
      const own: ((news: ProjectNews) => void)[] = []
      listeners.push(own)
      return {
        tell: (news) => {
          const others = listeners.filter((other) => other !== own).flat()
          underway.push(...others.map((hear) => () => hear(news)))
        },
        listen: (hear) => void own.push(hear),
      }
    },
    deliver() {
      for (const arrive of underway.splice(0)) arrive()
    },
  }
}

/** The table worker's own code, in this thread. */
export function tableReaderHere(terminate: () => void = () => undefined): TableReader {
  const engine = createTableEngine()
  return {
    read: async (file, options, onProgress) => {
      const head = await engine.read(file, options, onProgress)
      return collectTable(head, (index) => engine.block(index))
    },
    preview: (file, options) => engine.preview(file, options),
    survey: (...args) => engine.survey(...args),
    terminate,
  }
}
