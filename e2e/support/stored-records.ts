import type { Page } from '@playwright/test'

/** Records in every object store of the app's database. */
export const storedRecords = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(async () => {
    const opening = indexedDB.open('nearside')
    await new Promise((resolve) => opening.addEventListener('success', resolve))
    const db = opening.result
    const counts: Record<string, number> = {}
    for (const name of db.objectStoreNames) {
      const counting = db.transaction(name).objectStore(name).count()
      await new Promise((resolve) => counting.addEventListener('success', resolve))
      counts[name] = counting.result
    }
    db.close()
    return counts
  })

/** Changes the checksum of the first record of a store, as a failing disk might. */
export const damageStored = (page: Page, store: string): Promise<void> =>
  page.evaluate(async (name) => {
    const opening = indexedDB.open('nearside')
    await new Promise((resolve) => opening.addEventListener('success', resolve))
    const transaction = opening.result.transaction(name, 'readwrite')
    const done = new Promise((resolve) => transaction.addEventListener('complete', resolve))
    const reading = transaction.objectStore(name).openCursor()
    reading.addEventListener('success', () => {
      const cursor = reading.result!
      cursor.update({ ...(cursor.value as object), checksum: 'other' })
    })
    await done
    opening.result.close()
  }, store)
