import { deleteDB } from 'idb'
import { databaseName } from './schema.ts'

/** What the app leaves in a browser, and whether it is gone; null: the browser does not tell. */
export interface Erased {
  readonly what: 'projects' | 'marks' | 'files' | 'service-worker'
  readonly gone: boolean | null
}

const prefixes = ['nearside.', 'nearside-']
const isOurs = (name: string): boolean => prefixes.some((prefix) => name.startsWith(prefix))

/**
 * Removes the database, the marks in localStorage and sessionStorage, the saved files of the app and its service worker, and
 * looks whether they are gone. Other apps of the same address keep theirs. The connection of this page must be closed; those
 * of other tabs close by themselves.
 */
export async function eraseEverything(): Promise<readonly Erased[]> {
  return [
    { what: 'projects', gone: await tried(eraseDatabase) },
    { what: 'marks', gone: await tried(eraseMarks) },
    { what: 'files', gone: await tried(eraseCaches) },
    { what: 'service-worker', gone: await tried(eraseServiceWorker) },
  ]
}

/** What cannot be removed is told as still there. */
async function tried(erase: () => boolean | null | Promise<boolean | null>): Promise<boolean | null> {
  try {
    return await erase()
  } catch {
    return false
  }
}

async function eraseDatabase(): Promise<boolean | null> {
  await deleteDB(databaseName)
  if (!indexedDB.databases) return null
  return !(await indexedDB.databases()).some(({ name }) => name === databaseName)
}

function eraseMarks(): boolean {
  const stores = [localStorage, sessionStorage]
  const ours = (store: Storage): string[] => Object.keys(store).filter(isOurs)
  for (const store of stores) for (const key of ours(store)) store.removeItem(key)
  return stores.every((store) => ours(store).length === 0)
}

async function eraseCaches(): Promise<boolean> {
  if (!globalThis.caches) return true
  const ours = async (): Promise<string[]> => (await caches.keys()).filter(isOurs)
  for (const name of await ours()) await caches.delete(name)
  return (await ours()).length === 0
}

/** The one of this page; it answers this page until that is closed, but no later one. */
async function eraseServiceWorker(): Promise<boolean> {
  const container = globalThis.navigator?.serviceWorker as ServiceWorkerContainer | undefined
  if (!container) return true
  await (await container.getRegistration())?.unregister()
  return (await container.getRegistration()) === undefined
}
