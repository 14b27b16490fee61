/** Held while blocks are being written, so that another tab's start does not sweep them away. */
const writeLock = 'nearside-block-write'

/** Runs work that writes blocks before the header which makes them visible. */
export const whileWriting = (work: () => Promise<void>): Promise<void> =>
  withWriteLock({ mode: 'shared' }, work)

/** Web Locks exist wherever patient data is accepted (secure contexts); elsewhere there is no second tab to fear. */
export async function withWriteLock(options: LockOptions, work: () => Promise<void>): Promise<void> {
  if (!globalThis.navigator?.locks) return work()
  await navigator.locks.request(writeLock, options, async (lock) => {
    if (lock) await work()
  })
}
