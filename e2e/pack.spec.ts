import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { runCommand } from '../tools/run-command.ts'
import { fromRoot } from '../tools/paths.ts'
import { Nearside } from './pages/nearside.ts'
import { findNginx, startNginx } from './support/nginx.ts'
import { openOwnBrowser } from './support/own-browser.ts'
import { smallJourney } from './support/small-journey.ts'

test('a packed folder on nginx: self-check, the journey offline, and a changed byte is found', async () => {
  const program = findNginx()
  test.skip(!program, 'skipped: nginx is not here')
  const scratch = mkdtempSync(join(tmpdir(), 'nearside-pack-'))
  const pack = join(scratch, 'pack')
  const packed = await runCommand(
    process.execPath,
    ['--import', 'tsx', fromRoot('tools', 'pack.ts'), '--out', pack],
    { capture: true },
  )
  expect(packed.status, packed.output).toBe(0)
  const sums = spawnSync('sha256sum', ['--quiet', '-c', 'SHA256SUMS'], { cwd: pack })
  expect(sums.status, sums.stdout.toString()).toBe(0)

  const nginx = await startNginx(program!, pack)
  let stopped: Promise<void> | undefined
  const stop = (): Promise<void> => (stopped ??= nginx.close())
  const browser = await openOwnBrowser(nginx.url)
  try {
    await new Nearside(browser.page).open('wasm')
    await expect(browser.page.getByTestId('offline')).toHaveText('Works offline')

    const verdict = browser.page.locator('#verdict')
    await browser.page.goto('/self-check.html')
    await expect(verdict).toHaveText(/^All \d+ checks passed$/)
    // also where the service worker has the right file: the self-check asks the server
    const tampered = 'models/nearside/starter-text/onnx/model_quantized.onnx'
    flipByte(join(pack, 'app', tampered), 4_000_000)
    await browser.page.reload()
    await expect(verdict).toHaveText(/^1 of \d+ checks failed$/)
    await expect(browser.page.locator('#problems li')).toHaveText(
      `${tampered} is not the file that was packed. Copy it again from the packed folder.`,
    )

    await stop()
    await browser.context.setOffline(true)
    const app = new Nearside(browser.page)
    await app.open('wasm')
    expect(await browser.page.evaluate(() => crossOriginIsolated)).toBe(true)
    await smallJourney(app, 60)
    const { arrived, foreign } = await browser.findings()
    expect({ arrived, foreign }).toEqual({ arrived: [], foreign: [] })
  } finally {
    await browser.close()
    await stop()
    rmSync(scratch, { recursive: true, force: true })
  }
})

function flipByte(path: string, at: number): void {
  const bytes = readFileSync(path)
  bytes[at]! ^= 1
  writeFileSync(path, bytes)
}
