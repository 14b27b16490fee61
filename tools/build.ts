import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { fromRoot } from './paths.ts'
import { runScript } from './run-command.ts'
import { sourcesHash } from './sources-hash.ts'

export const DIST = fromRoot('dist')

const STAMP = fromRoot('.cache', 'build.sha256')

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
