export interface Usage {
  readonly usedBytes: number
  /** What the browser may allow in all. It is not the free space of the disk: never promise room from it (fact 2). */
  readonly quotaBytes: number
}

/** null where the browser does not tell (an http address, a blocked policy). */
export async function usage(): Promise<Usage | null> {
  if (!globalThis.navigator?.storage?.estimate) return null
  const { usage: usedBytes = 0, quota: quotaBytes = 0 } = await navigator.storage.estimate()
  return { usedBytes, quotaBytes }
}

/** Asks the browser not to evict the data when the disk runs low; true where it agreed. */
export async function requestPersistence(): Promise<boolean> {
  if (!globalThis.navigator?.storage?.persist) return false
  return navigator.storage.persist()
}
