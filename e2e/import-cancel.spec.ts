import { zipSync } from 'fflate'
import { createRng } from '../src/core/math/rng.ts'
import { writePng } from '../src/core/pictures/write-png.ts'
import { Nearside } from './pages/nearside.ts'
import { storedRecords } from './support/stored-records.ts'
import { expect, test } from './support/test.ts'

/** Enough that some are stored, and more are left, when the import is cancelled. */
const pictures = 160
/** A transaction holds 8 MB of them: some are on the disk by then. */
const readBeforeCancel = 60
const side = 512

/** A ZIP of a table and its pictures, which are noise: each file has 260 kB. */
async function manyPictures(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const rng = createRng(42, 'import-cancel')
  const noise = Uint8Array.from({ length: side * side }, () => 256 * rng.next())
  const files: Record<string, Uint8Array> = {}
  for (let i = 0; i < pictures; i++) {
    // rotated, so that no two are the same to the byte
    const data = Uint8Array.from([...noise.subarray(i * side), ...noise.subarray(0, i * side)])
    files[`images/${i}.png`] = await writePng({ width: side, height: side, channels: 1, data })
  }
  const rows = Array.from({ length: pictures }, (_, i) => `p${i},images/${i}.png,${i % 2 ? 'yes' : 'no'}`)
  files['cases.csv'] = new TextEncoder().encode(`patient,picture,outcome\n${rows.join('\n')}\n`)
  return {
    name: 'pictures.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from(zipSync(files, { level: 0 })),
  }
}

test('[row 51] an import cancelled among its pictures leaves nothing stored and no worker', async ({ page }, {
  project,
}) => {
  const app = new Nearside(page)
  await app.open(project.name)
  await app.chooseFile(await manyPictures())
  await page.getByTestId('import').click()
  await expect(app.job).toContainText('Reading the pictures')
  await expect.poll(() => app.done(), { intervals: [10] }).toBeGreaterThan(readBeforeCancel)
  expect(page.workers()).toHaveLength(1)
  expect((await storedRecords(page))['pictures']).toBeGreaterThan(0)

  // leaving would undo it: the browser asks, and staying goes on
  const question = page.waitForEvent('dialog')
  await page.evaluate(() => void setTimeout(() => location.reload()))
  const dialog = await question
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  await expect(app.job).toContainText('Reading the pictures')

  await app.job.getByRole('button', { name: 'Cancel' }).click()
  await expect(app.job).toHaveCount(0)
  await expect(page.getByTestId('import-cancelled')).toContainText('Nothing of it is stored')
  await expect.poll(() => page.workers().length).toBe(0)
  const left = Object.entries(await storedRecords(page)).filter(([, count]) => count > 0)
  expect(left).toEqual([])
  // and the same files can be imported after all
  await expect(page.getByTestId('import')).toBeEnabled()
})
