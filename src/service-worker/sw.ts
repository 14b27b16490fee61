import type { ActivateAnswer, ActivateRequest, ServiceWorkerNews } from './messages.ts'
import { createPrecache, type PrecacheEntry, SaveError } from './precache.ts'

declare const self: ServiceWorkerGlobalScope & {
  /** The build puts the list here. */
  readonly __WB_MANIFEST: readonly PrecacheEntry[]
}

const precache = createPrecache(self.__WB_MANIFEST, {
  scope: self.registration.scope,
  caches: self.caches,
  fetchFile: (request) => fetch(request),
})

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))

self.addEventListener('fetch', (event) => {
  const entry = precache.entryFor(event.request)
  if (entry) event.respondWith(precache.respond(entry, event.request))
})

self.addEventListener('message', (event) => {
  const request = event.data as ActivateRequest
  const port = event.ports[0]
  if (request.kind === 'activate' && port) event.waitUntil(activateIfAlone(event.source, port))
})

/** A version is installed once all of it is saved; what a failed try has saved stays for the next. */
async function install(): Promise<void> {
  let told = -1
  try {
    await precache.save((done) => {
      const percent = Math.floor((100 * done) / precache.total)
      if (percent === told) return
      told = percent
      void tell({ kind: 'saving', done, total: precache.total })
    })
  } catch (thrown) {
    await tell({ kind: 'not-saved', reason: thrown instanceof SaveError ? thrown.reason : 'unreachable' })
    throw thrown
  }
}

/** Pages that were loaded before there was a service worker work offline from now on, without being loaded again. */
async function activate(): Promise<void> {
  await precache.dropOthers()
  await self.clients.claim()
}

/**
 * The running version's files go when the next one takes over, so only the one open tab may ask for that: another one
 * may have a job running, or need a part that it has not loaded yet.
 */
async function activateIfAlone(asking: ExtendableMessageEvent['source'], port: MessagePort): Promise<void> {
  const answer = (text: ActivateAnswer): void => port.postMessage(text)
  const tabs = await openTabs()
  if (tabs.some(({ id }) => id !== (asking as Client | null)?.id)) return answer('other-tabs')
  answer('activating')
  await self.skipWaiting()
}

const openTabs = (): Promise<readonly WindowClient[]> =>
  self.clients.matchAll({ type: 'window', includeUncontrolled: true })

async function tell(news: ServiceWorkerNews): Promise<void> {
  for (const tab of await openTabs()) tab.postMessage(news, {})
}
