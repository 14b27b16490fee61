export interface Usage {
  /** What the user's own data takes: the app's files, saved for offline use, are left out where the browser tells. */
  readonly usedBytes: number
  /** What the browser may allow in all. It is not the free space of the disk: never promise room from it (fact 2). */
  readonly quotaBytes: number
}

/** null where the browser does not tell (an http address, a blocked policy). */
export async function usage(): Promise<Usage | null> {
  if (!globalThis.navigator?.storage?.estimate) return null
  const estimate: Estimate = await navigator.storage.estimate()
  const { usage: allBytes = 0, quota: quotaBytes = 0, usageDetails = {} } = estimate
  const { caches = 0, serviceWorkerRegistrations = 0 } = usageDetails
  return { usedBytes: allBytes - caches - serviceWorkerRegistrations, quotaBytes }
}

/** Chromium breaks the sum down. */
interface Estimate extends StorageEstimate {
  readonly usageDetails?: { readonly caches?: number; readonly serviceWorkerRegistrations?: number }
}

/** Asks the browser not to evict the data when the disk runs low; true where it agreed. */
export async function requestPersistence(): Promise<boolean> {
  if (!globalThis.navigator?.storage?.persist) return false
  return navigator.storage.persist()
}
