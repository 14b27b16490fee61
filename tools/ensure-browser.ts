import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright'
import { fromRoot } from './paths.ts'
import { runCommand, runScript } from './run-command.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

function onPath(): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).filter((path) =>
    existsSync(path),
  )
}

/** Being there is not enough: a download may lack the system's libraries, a package may be an empty shell. */
async function starts(path: string): Promise<boolean> {
  if (!existsSync(path)) return false
  const { status, output } = await runCommand(path, ['--version'], { capture: true })
  return status === 0 && /chrom/i.test(output)
}

async function firstThatStarts(): Promise<string | undefined> {
  for (const path of [...onPath(), chromium.executablePath()]) if (await starts(path)) return path
  return undefined
}

/**
 * The path of a Chromium that starts: one on the PATH, else Playwright's own, else one installed now.
 * @throws Error with one line that says what to do, when there is none and none can be installed.
 */
export async function ensureBrowser(log: (line: string) => void = () => {}): Promise<string> {
  const found = await firstThatStarts()
  if (found) return found

  const mayInstallPackages = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  const attempts: [string, () => Promise<unknown>][] = [
    [
      "Installing Playwright's Chromium...",
      () => {
        const cli = fromRoot('node_modules', 'playwright', 'cli.js')
        const libraries = mayInstallPackages ? ['--with-deps'] : []
        return runScript(cli, ['install', ...libraries, 'chromium'], { capture: true })
      },
    ],
  ]
  if (mayInstallPackages) {
    attempts.push([
      "Installing the system's Chromium (apt-get)...",
      async () => {
        await runCommand('apt-get', ['update', '-qq'], { capture: true })
        await runCommand('apt-get', ['install', '-y', '-qq', 'chromium'], { capture: true })
      },
    ])
  }
  for (const [line, attempt] of attempts) {
    log(line)
    await attempt()
    const installed = await firstThatStarts()
    if (installed) return installed
  }
  throw new Error(
    'No Chromium that starts was found, and none could be installed: install Chromium or Chrome and put it on the PATH.',
  )
}
