import { existsSync, readFileSync, rmSync } from 'node:fs'
import { fromRoot } from './paths.ts'
import { runScript } from './run-command.ts'
import {
  orFailed,
  type PlaywrightReport,
  type Tally,
  tallyPlaywright,
  tallyVitest,
  type VitestReport,
} from './tally.ts'

const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0 }

/** Runs a test runner with its output in view and reads the report it leaves in `file`. */
async function runRunner(
  runner: { script: string; args: readonly string[]; env?: NodeJS.ProcessEnv; file: string },
  tally: (report: string) => Tally,
): Promise<Tally> {
  rmSync(runner.file, { force: true })
  const { status } = await runScript(runner.script, runner.args, { env: { ...process.env, ...runner.env } })
  if (!existsSync(runner.file)) return orFailed(NOTHING, 1)
  return orFailed(tally(readFileSync(runner.file, 'utf8')), status)
}

/** quick leaves out *.slow.test.ts; deep adds *.deep.test.ts. */
export type Suite = 'quick' | 'usual' | 'deep'

export function runUnitTests(suite: Suite): Promise<Tally> {
  const file = fromRoot('.cache', 'vitest.json')
  const config = suite === 'deep' ? 'vitest.deep.config.ts' : 'vitest.config.ts'
  const args = [
    'run',
    '--config',
    config,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]
  const env = suite === 'quick' ? { QUICK: '1' } : {}
  const script = fromRoot('node_modules', 'vitest', 'vitest.mjs')
  return runRunner({ script, args, env, file }, (report) => tallyVitest(JSON.parse(report) as VitestReport))
}

/** The tests in a real browser; `deep` adds those tagged @deep. */
export function runBrowserTests(options: { deep: boolean }): Promise<Tally> {
  const file = fromRoot('.cache', 'playwright.json')
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: file, ...(options.deep ? { DEEP: '1' } : {}) }
  const script = fromRoot('node_modules', 'playwright', 'cli.js')
  return runRunner({ script, args: ['test'], env, file }, (report) =>
    tallyPlaywright(JSON.parse(report) as PlaywrightReport),
  )
}
