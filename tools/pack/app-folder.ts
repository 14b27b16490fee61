import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { filesUnder, precacheList, withPrecacheList } from '../precache-list.ts'

/** The built app in `dist` with these models only; its service worker saves exactly what is there. */
export function writeAppFolder(dist: string, app: string, models: readonly string[]): void {
  const packed = (path: string): boolean =>
    !path.startsWith('models/') || models.some((id) => path.startsWith(`models/${id}/`))
  for (const path of filesUnder(dist).filter(packed)) {
    mkdirSync(dirname(join(app, path)), { recursive: true })
    copyFileSync(join(dist, path), join(app, path))
  }
  mkdirSync(join(app, 'models'), { recursive: true })
  writeFileSync(join(app, 'models', 'index.json'), `${JSON.stringify({ models }, null, 2)}\n`)
  const serviceWorker = withPrecacheList(
    readFileSync(join(dist, 'sw.js'), 'utf8'),
    precacheList(app, () => true),
  )
  writeFileSync(join(app, 'sw.js'), serviceWorker)
}
