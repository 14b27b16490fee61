import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { unzipSync } from 'fflate'
import { startServer } from '../tools/serve.ts'
import { Nearside } from './pages/nearside.ts'
import { expectAccessible } from './support/accessibility.ts'
import { openOwnBrowser } from './support/own-browser.ts'
import { noSavePicker, savedFile, savePickerGives } from './support/save-picker.ts'
import { shot } from './support/screenshots.ts'
import { fewCases } from './support/small-journey.ts'
import { damageStored, storedRecords } from './support/stored-records.ts'

const passphrase = 'eleven blue herons'

const archiveFile = (buffer: Buffer) => ({
  name: 'visits.nearside',
  mimeType: 'application/octet-stream',
  buffer,
})

/** What the browser still has of the app. */
const left = (page: Page): Promise<unknown> =>
  page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    marks: Object.keys(localStorage),
  }))

test('a project goes out of one profile and into a fresh one by equal checksums; then everything is erased', async () => {
  const server = await startServer({ port: 0 })
  const here = await openOwnBrowser(server.url)
  const there = await openOwnBrowser(server.url)
  try {
    await savePickerGives(here.context)
    const app = new Nearside(here.page)
    await app.open('wasm')
    // a name that does not say the cases are made up: they count as patients
    await app.importFile({ ...fewCases(60), name: 'visits.csv' })
    await here.page.getByTestId('to-encode').click()
    await app.encode()
    await here.page.getByRole('link', { name: 'Continue to Adapt' }).click()
    await app.smallRun()
    for (const name of ['k nearest neighbours', 'Decision tree (CART)'])
      await here.page.getByLabel(name, { exact: true }).uncheck()
    await app.run()
    await expect(app.verdict).toBeVisible({ timeout: 60_000 })
    const results = await app.downloadResults()

    await here.page.getByRole('link', { name: 'Take a copy' }).click()
    await expect(app.heading(/^A copy of this project is one file of /)).toBeVisible()
    const parts = here.page.getByTestId('parts').getByRole('row')
    await expect(parts).toContainText([
      'Part',
      'Project and study',
      'Table',
      'Embeddings',
      'Runs and results',
    ])
    await expect(parts.getByText('patient data', { exact: true })).toHaveCount(4)
    await expect(here.page.getByText('Whoever has the file can read the patient data')).toBeVisible()
    await shot(here.page, 'copy')
    await here.page.getByLabel('Take the cases along').uncheck()
    await expect(parts.filter({ hasText: 'left out' })).toHaveCount(2)
    await here.page.getByLabel('Take the cases along').check()

    const save = here.page.getByTestId('save-copy')
    await here.page.getByLabel('Lock the file with a passphrase').check()
    await expect(here.page.getByText('A lost passphrase cannot be recovered, by anyone.')).toBeVisible()
    await here.page.getByLabel('Passphrase', { exact: true }).fill('short')
    await expect(here.page.getByText('12 characters or more')).toBeVisible()
    await here.page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
    await here.page.getByLabel('The same once more').fill('eleven blue heroes')
    await expect(here.page.getByText('Both must be the same')).toBeVisible()
    await expect(save).toBeDisabled()
    await expectAccessible(here.page)
    await shot(here.page, 'copy-passphrase')
    await here.page.getByLabel('The same once more').fill(passphrase)
    await save.click()
    const outcome = here.page.getByTestId('copy-outcome')
    await expect(outcome).toContainText('Saved as visits.nearside')
    await expect(outcome).toContainText('locked')
    await shot(here.page, 'copy-saved')
    const checksum = (await outcome.locator('code').textContent())!
    const sealed = await savedFile(here.page, 'visits.nearside')

    // R13: what the disk damaged later is named, and in no copy
    await damageStored(here.page, 'unitResults')
    await here.page.reload()
    await expect(app.heading('No copy of this project can be taken yet')).toBeVisible()
    await expect(here.page.getByTestId('failure')).toContainText('In “Run 1”, number 1 of ')
    await expectAccessible(here.page)
    await shot(here.page, 'copy-damaged')

    // a fresh profile: refused as long as it is not the whole file and the right passphrase
    await noSavePicker(there.context)
    const other = new Nearside(there.page)
    await other.open('wasm')
    const choose = there.page.getByTestId('open-archive')
    const empty = await storedRecords(there.page)
    await choose.setInputFiles(archiveFile(sealed.subarray(0, -100)))
    await expect(other.heading('This archive cannot be opened')).toBeVisible()
    await expect(there.page.getByTestId('failure')).toContainText('cut off or damaged')
    await shot(there.page, 'archive-refused')
    await there.page.getByRole('button', { name: 'Choose another file' }).click()
    await choose.setInputFiles(archiveFile(sealed))
    await expect(other.heading('This archive is locked')).toBeVisible()
    const typed = there.page.getByLabel('The passphrase that it was made with')
    await typed.fill('eleven blue heroes')
    await there.page.keyboard.press('Enter')
    await expect(there.page.getByText('does not open with this passphrase')).toBeVisible()
    await expectAccessible(there.page)
    await shot(there.page, 'archive-locked')
    expect(await storedRecords(there.page)).toEqual(empty)

    await typed.fill(passphrase)
    await there.page.keyboard.press('Enter')
    await expect(other.heading('“visits” is whole and can be opened')).toBeVisible()
    await expect(there.page.getByTestId('archive-checksum')).toHaveText(checksum)
    await expectAccessible(there.page)
    await shot(there.page, 'archive-checked')
    await there.page.getByTestId('store-archive').click()
    await expect(there.page.getByTestId('data-sentence')).toContainText('60 cases')
    await other.goTo('Results')
    await expect(other.verdict).toBeVisible()
    expect(await other.downloadResults()).toEqual(results)

    // out again, unlocked: any program reads it, and the checksum is the same
    await there.page.getByRole('link', { name: 'Take a copy' }).click()
    const download = there.page.waitForEvent('download')
    await there.page.getByTestId('save-copy').click()
    const open = readFileSync(await (await download).path())
    const manifest = JSON.parse(Buffer.from(unzipSync(open)['manifest.json']!).toString()) as {
      checksum: string
    }
    expect(manifest.checksum).toBe(checksum)

    await there.page.goto('/#/')
    await choose.setInputFiles(archiveFile(open))
    await expect(there.page.getByTestId('archive-twin')).toContainText(
      'The same content is on this computer already',
    )

    await there.page.goto('/#/computer')
    await expect(there.page.getByTestId('offline')).toHaveText('Works offline')
    await there.page.getByRole('button', { name: 'Erase everything on this computer' }).click()
    const erase = there.page.getByRole('button', { name: 'Erase everything', exact: true })
    await expect(erase).toBeDisabled()
    await there.page.getByLabel('Type “erase” to confirm').fill('erase')
    await shot(there.page, 'erase-dialog')
    await erase.click()
    await expect(other.heading('Everything is erased')).toBeVisible()
    await expect(there.page.getByTestId('erased').getByText('gone')).toHaveCount(4)
    expect(await left(there.page)).toEqual({ databases: [], caches: [], workers: 0, marks: [] })
    await expectAccessible(there.page)
    await shot(there.page, 'erased')
    await there.page.getByRole('button', { name: 'Start anew' }).click()
    await expect(there.page.getByTestId('try-sample')).toBeVisible()
    await expect(there.page.getByTestId('projects')).toHaveCount(0)

    for (const browser of [here, there])
      expect(await browser.findings()).toEqual({ arrived: [], foreign: [], errors: [] })
  } finally {
    await here.close()
    await there.close()
    await server.close()
  }
})
