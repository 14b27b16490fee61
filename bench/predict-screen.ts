import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import type { ModelFacts } from '../src/core/model/model-facts.ts'
import {
  listServedModels,
  openEncoder,
  openEvaluator,
  openExplorer,
  openExporter,
  openPictureReader,
  openPredictor,
  openTableReader,
  servedSource,
} from '../src/engine/client.ts'
import { UseScreen } from '../src/features/use/use-screen.tsx'
import { createActions } from '../src/state/actions.ts'
import { AppContext } from '../src/state/context.ts'
import { openTabChannel } from '../src/state/other-tabs.ts'
import { createAppStore, type AppStore } from '../src/state/store.ts'
import { openStorage } from '../src/storage/storage.ts'
import '../src/ui/tokens.css'
import '../src/ui/controls.css'

export interface ScreenCase {
  readonly text: string | null
  readonly picture: Blob | null
}

/** A model as the app keeps one, on the app's own Use screen; each case is filled in and predicted by a click. */
export async function timeOnScreen(
  { about, bytes }: { readonly about: ModelFacts; readonly bytes: Uint8Array<ArrayBuffer> },
  cases: readonly ScreenCase[],
): Promise<number[]> {
  const app = await screenWith(about, bytes)
  const place = document.createElement('div')
  document.body.append(place)
  const root = createRoot(place)
  root.render(createElement(AppContext, { value: app }, createElement(UseScreen)))
  const predict = (): HTMLButtonElement => place.querySelector('[data-testid=predict]')!
  const isAnswered = (): boolean => {
    const { failure } = app.store.getState()
    if (failure) throw new Error(`not a fair run: ${JSON.stringify(failure)}`)
    return place.querySelector('[data-testid=case-result]') !== null
  }
  await until(() => place.querySelector('[data-testid=predict]') !== null)

  const times: number[] = []
  for (const { text, picture } of cases) {
    if (text !== null) type(place.querySelector('textarea')!, text)
    if (picture !== null) choose(place.querySelector('input[type=file]')!, picture)
    await until(() => !predict().disabled)
    await painted()
    const started = performance.now()
    predict().click()
    await until(isAnswered)
    await painted()
    times.push(performance.now() - started)
    for (const button of place.querySelectorAll('button'))
      if (button.textContent === 'Empty the form') button.click()
    await until(() => !isAnswered())
  }
  root.unmount()
  place.remove()
  return times
}

async function screenWith(
  about: ModelFacts,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ readonly store: AppStore; readonly actions: ReturnType<typeof createActions> }> {
  const storage = await openStorage({ onClosed: () => undefined })
  const project = await storage.projects.create(
    {
      name: 'bench',
      origin: { fileName: 'bench.csv', bytes: 0, synthetic: true },
      roles: null,
      onePatientPerRow: true,
      study: null,
    },
    { columns: [{ name: 'note', values: ['a', 'b'] }], rows: 2, notices: [] },
  )
  await storage.finalModels.add({ projectId: project.id, run: 'Run 1', runId: 'bench', about }, bytes)
  storage.close()
  const store = createAppStore({ preference: 'wasm', route: { screen: 'use', projectId: project.id } })
  const actions = createActions(store, {
    engine: {
      openTableReader,
      openPictureReader,
      openEncoder,
      openEvaluator,
      openExplorer,
      openExporter,
      openPredictor,
      listServedModels,
      servedSource,
    },
    otherTabs: openTabChannel(),
    now: () => performance.now(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    navigate: () => undefined,
    appVersion: 'bench',
    browser: navigator.userAgent,
    cores: navigator.hardwareConcurrency,
  })
  await actions.start()
  return { store, actions }
}

/** As a person would: React hears of what its own setter did not write. */
function type(field: HTMLTextAreaElement, text: string): void {
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')!.set!.call(field, text)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

function choose(input: HTMLInputElement, picture: Blob): void {
  const chosen = new DataTransfer()
  chosen.items.add(new File([picture], 'picture.jpg', { type: 'image/jpeg' }))
  input.files = chosen.files
  input.dispatchEvent(new Event('change', { bubbles: true }))
}

/** Resolves with the change of the page that makes it true. */
function until(isTrue: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      try {
        if (!isTrue()) return
        resolve()
      } catch (thrown) {
        reject(thrown as Error)
      }
      observer.disconnect()
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { subtree: true, childList: true, attributes: true })
    look()
  })
}

/** After the next picture of the page. */
const painted = (): Promise<void> =>
  new Promise((resolve) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', () => resolve())
      port1.start()
      port2.postMessage(null)
    }),
  )
