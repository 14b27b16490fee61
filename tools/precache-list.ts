import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { PrecacheEntry } from '../src/service-worker/precache.ts'

/** The service worker holds the list and cannot be on it. */
const SERVICE_WORKER = 'sw.js'

/** Models that a person has added may have hundreds of megabytes: only the shipped ones are saved unasked. */
export const isSavedUnasked = (path: string): boolean => !/^models\/(?!nearside\/)[^/]+\//.test(path)

/** Every file under a folder, as addresses relative to it, sorted. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}

export const sha256Of = (path: string): string =>
  createHash('sha256').update(readFileSync(path)).digest('hex')

/** What the service worker saves of an app that lies in `folder`: all but itself and what `wanted` leaves out. */
export function precacheList(
  folder: string,
  wanted: (path: string) => boolean = isSavedUnasked,
): PrecacheEntry[] {
  return filesUnder(folder)
    .filter((path) => path !== SERVICE_WORKER && wanted(path))
    .map((url) => {
      const content = readFileSync(join(folder, url))
      const sha256 = createHash('sha256').update(content).digest('hex')
      return { url, bytes: content.length, sha256 }
    })
}

/** The built service worker with another list in the place of its own. @throws Error where it has none, or several */
export function withPrecacheList(serviceWorker: string, entries: readonly PrecacheEntry[]): string {
  const parts = serviceWorker.split(/\[\{[^[\]]*"sha256":[^[\]]*\}\]/)
  if (parts.length !== 2)
    throw new Error(`The service worker should hold one list of files; it holds ${parts.length - 1}.`)
  return parts.join(JSON.stringify(entries))
}
