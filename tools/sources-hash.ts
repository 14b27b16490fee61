import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fromRoot, ROOT } from './paths.ts'

const SOURCES = [
  'src',
  'public',
  'index.html',
  'vite.config.ts',
  'tools/offline-plugin.ts',
  'tools/precache-list.ts',
  'tsconfig.json',
  'package-lock.json',
]

/** Tests and fixtures never reach the bundle, so editing one does not make the build stale. */
const isBundled = (path: string): boolean => !/\.test\.tsx?$|[\\/]fixtures[\\/]/.test(path)

function filesOf(entry: string): string[] {
  const path = fromRoot(entry)
  if (!existsSync(path)) return []
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => `${file.parentPath}/${file.name}`)
}

/** Of everything that the built app is made of, 64 hexadecimal digits: the same sources, the same app. */
export function sourcesHash(): string {
  const hash = createHash('sha256')
  const files = SOURCES.flatMap((entry) => (/\./.test(entry) ? [fromRoot(entry)] : filesOf(entry)))
  for (const file of files.filter(isBundled).toSorted()) {
    hash
      .update(`${relative(ROOT, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return hash.digest('hex')
}
