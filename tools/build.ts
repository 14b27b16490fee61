import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fromRoot, ROOT } from './paths.ts'
import { runScript } from './run-command.ts'

export const DIST = fromRoot('dist')

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
const STAMP = fromRoot('.cache', 'build.sha256')

/** Tests and fixtures never reach the bundle, so editing one does not make the build stale. */
const isBundled = (path: string): boolean => !/\.test\.tsx?$|[\\/]fixtures[\\/]/.test(path)

function filesOf(entry: string): string[] {
  const path = fromRoot(entry)
  if (!existsSync(path)) return []
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => `${file.parentPath}/${file.name}`)
}

function sourcesHash(): string {
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

/**
 * Builds the app into dist/ unless it is there already, made from exactly these sources.
 * A new build takes the old one's place in one step: an interrupted one leaves the old.
 * @throws Error when the build fails.
 */
export async function buildIfStale(log: (line: string) => void = () => {}): Promise<void> {
  const hash = sourcesHash()
  if (existsSync(`${DIST}/index.html`) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return
  log('Building the app...')
  mkdirSync(fromRoot('.cache'), { recursive: true })
  const next = fromRoot('.cache', `dist-${process.pid}`)
  const { NODE_ENV: _, ...env } = process.env
  const vite = fromRoot('node_modules', 'vite', 'bin', 'vite.js')
  const args = ['build', '--outDir', next, '--emptyOutDir', '--logLevel', 'warn']
  const { status, output } = await runScript(vite, args, { capture: true, env })
  if (status !== 0) {
    rmSync(next, { recursive: true, force: true })
    throw new Error(`The build failed.\n${output}`)
  }
  rmSync(STAMP, { force: true })
  rmSync(DIST, { recursive: true, force: true })
  renameSync(next, DIST)
  writeFileSync(STAMP, hash)
}
