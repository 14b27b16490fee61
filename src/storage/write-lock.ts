/** Held while blocks are being written, so that another tab's start does not sweep them away. */
const writeLock = 'nearside-block-write'

// Web Locks exist wherever patient data is accepted (secure contexts); elsewhere there is no second tab to fear.

/** Runs work that writes blocks before the header which makes them visible. */
export async function whileWriting<T>(work: () => Promise<T>): Promise<T> {
  if (!globalThis.navigator?.locks) return work()
  return navigator.locks.request(writeLock, { mode: 'shared' }, work)
}

/** Runs work while no tab writes; not at all while one does. */
export async function unlessWriting(work: () => Promise<void>): Promise<void> {
  if (!globalThis.navigator?.locks) return work()
  await navigator.locks.request(writeLock, { mode: 'exclusive', ifAvailable: true }, async (lock) => {
    if (lock) await work()
  })
}
