import { reportArchitecture } from './architecture.ts'
import { buildIfStale } from './build.ts'
import { fromRoot } from './paths.ts'
import { type CommandResult, runScript } from './run-command.ts'

/** A check that says yes, or no with reasons. */
export interface Check {
  readonly name: string
  readonly run: () => Promise<CommandResult>
}

const script = (name: string, path: readonly string[], args: readonly string[]): Check => ({
  name,
  run: () => runScript(fromRoot('node_modules', ...path), args, { capture: true }),
})

const tsc = ['typescript', 'bin', 'tsc']

export const types = script('types', tsc, ['-p', 'tsconfig.json'])
/** The core compiled alone, where neither the page nor Node exists. */
export const coreTypes = script('types of the pure core', tsc, ['-p', 'src/core/tsconfig.json'])
/** The service worker alone, where there is no page. */
export const serviceWorkerTypes = script('types of the service worker', tsc, [
  '-p',
  'src/service-worker/tsconfig.json',
])
export const lint = script('lint', ['oxlint', 'bin', 'oxlint'], [])
export const format = script('formatting', ['prettier', 'bin', 'prettier.cjs'], ['--check', '.'])

export const architecture: Check = {
  name: 'architecture',
  async run() {
    const output = reportArchitecture()
    return { status: output === '' ? 0 : 1, output }
  },
}

export const build: Check = {
  name: 'build',
  run: () =>
    buildIfStale().then(
      () => ({ status: 0, output: '' }),
      (error: Error) => ({ status: 1, output: error.message }),
    ),
}

export interface Outcome {
  readonly passed: boolean
  /** One line, with the reasons under it where it failed. */
  readonly text: string
}

export async function runCheck({ name, run }: Check): Promise<Outcome> {
  const start = performance.now()
  const { status, output } = await run()
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const line = `${status === 0 ? 'passed' : 'FAILED'}  ${name} (${seconds} s)`
  return { passed: status === 0, text: status === 0 ? line : `${line}\n${output.trim()}\n` }
}
