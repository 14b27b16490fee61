import { readFileSync } from 'node:fs'
import { Nearside } from './pages/nearside.ts'
import { expectAccessible } from './support/accessibility.ts'
import { keyboardOf } from './support/keyboard.ts'
import { noSavePicker } from './support/save-picker.ts'
import { shot } from './support/screenshots.ts'
import { fewCases } from './support/small-journey.ts'
import { storedRecords } from './support/stored-records.ts'
import { expect, test } from './support/test.ts'

test('projects are listed with their copies, reminded of, duplicated, and deleted by a typed name', async ({
  page,
  context,
}, { project }) => {
  await noSavePicker(context)
  const app = new Nearside(page)
  await app.open(project.name)
  await app.importFile({ ...fewCases(40), name: 'visits.csv' })
  await page.goto('/#/')
  const rows = page.getByTestId('projects').locator('tbody tr')
  const reminder = page.getByTestId('copy-reminder')
  // as it was opened, the file is all there is to lose
  await expect(rows).toHaveCount(1)
  await expect(reminder).toHaveCount(0)
  await expect(rows).toContainText('none')

  await rows.getByRole('link', { name: 'visits' }).click()
  await app.useColumnAs('age', 'Not used')
  await page.goto('/#/')
  await expect(reminder).toContainText('“visits” was changed, and no copy of it was taken yet.')
  await expectAccessible(page)
  await shot(page, 'start-reminder')

  await reminder.getByRole('link', { name: 'Take a copy' }).click()
  const download = page.waitForEvent('download')
  await page.getByTestId('save-copy').click()
  expect((await download).suggestedFilename()).toBe('visits.nearside')
  await expect(page.getByTestId('copy-outcome')).toContainText('Saved as visits.nearside')
  await expect(
    page.getByText(/^It opens again here.* The last copy, of .*, holds every change\.$/),
  ).toBeVisible()
  await page.goto('/#/')
  await expect(reminder).toHaveCount(0)
  await expect(rows).not.toContainText('none')

  // changed once more, and put off: also after the page is loaded anew
  await rows.getByRole('link', { name: 'visits' }).click()
  await app.useColumnAs('age', 'Number')
  await page.goto('/#/')
  await expect(rows).toContainText('changed since')
  await reminder.getByRole('button', { name: 'Not now' }).click()
  await expect(reminder).toHaveCount(0)
  await app.reload()
  await expect(rows).toContainText('changed since')
  await expect(reminder).toHaveCount(0)

  await rows.getByRole('button', { name: 'Duplicate' }).click()
  await expect(rows).toHaveCount(2)
  const twin = rows.filter({ hasText: 'visits 2' })
  // what was put off for the one is not for the other
  await expect(reminder).toContainText('“visits 2” was changed since its last copy, of ')
  await expect(twin).toContainText('changed since')
  await twin.getByRole('link', { name: 'visits 2' }).click()
  await expect(page.getByTestId('data-sentence')).toContainText('40 rows')
  await page.goto('/#/')
  await shot(page, 'start-copies')

  await rows.filter({ hasNotText: 'visits 2' }).getByRole('button', { name: 'Delete' }).click()
  const confirm = page.getByRole('button', { name: 'Delete for good' })
  await expect(page.getByRole('dialog')).toContainText('Its last changes are in no copy.')
  await page.getByLabel('Type “visits” to confirm').fill('visit')
  await expect(confirm).toBeDisabled()
  await page.getByLabel('Type “visits” to confirm').fill('visits')
  await page.keyboard.press('Enter')
  await expect(rows).toHaveCount(1)
  await expect(rows).toContainText('visits 2')
  expect(await storedRecords(page)).toMatchObject({ projects: 1, tables: 1, tableBlocks: 1 })

  await page.getByRole('link', { name: / stored$/ }).click()
  await expect(page.getByTestId('stored')).toContainText(
    /^[\d.]+ kB in 1 project, of .* that the browser may grant$/,
  )
  await expect(page.getByRole('meter', { name: 'Storage used' })).toBeVisible()
  await page.getByRole('button', { name: 'Erase everything on this computer' }).click()
  await expect(page.getByRole('dialog')).toContainText('1 project was changed since the last copy')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Ask the browser to keep what is stored' }).click()
  await expect(page.getByText(/It did not promise that|The browser promised to keep it/)).toBeVisible()
  await expectAccessible(page)
  await shot(page, 'computer-stored')

  // without the cases: study and results open, and the screens say what is not there
  await page.getByRole('link', { name: 'Take a copy' }).click()
  await page.getByLabel('Take the cases along').uncheck()
  const bare = page.waitForEvent('download')
  await page.getByTestId('save-copy').click()
  const path = await (await bare).path()
  await page.goto('/#/')
  await page.getByTestId('open-archive').setInputFiles({
    name: 'visits 2.nearside',
    mimeType: 'application/octet-stream',
    buffer: readFileSync(path),
  })
  await expect(page.getByText('without the cases')).toBeVisible()
  await page.getByTestId('store-archive').click()
  await expect(page.getByTestId('project-name')).toContainText('visits 2 2')
  await app.goTo('Data')
  await expect(app.heading('This project came without its cases')).toBeVisible()
  await shot(page, 'cases-left-out')
})

test('by keyboard alone: a locked copy, a duplicate, deleting, opening the copy, and erasing everything', async ({
  page,
  context,
}, { project }) => {
  const passphrase = 'eleven blue herons'
  const keyboard = keyboardOf(page)
  await noSavePicker(context)
  const app = new Nearside(page)
  await app.open(project.name)
  await app.importFile({ ...fewCases(30), name: 'visits.csv' })

  await keyboard.activate(page.getByRole('link', { name: 'Take a copy' }))
  await expect(app.heading(/^A copy of this project is one file of /)).toBeVisible()
  await keyboard.activate(page.getByLabel('Lock the file with a passphrase'), 'Space')
  await keyboard.tabTo(page.getByLabel('Passphrase', { exact: true }))
  await page.keyboard.type(passphrase)
  await keyboard.tabTo(page.getByLabel('The same once more'))
  await page.keyboard.type(passphrase)
  const download = page.waitForEvent('download')
  await keyboard.activate(page.getByTestId('save-copy'))
  const copy = readFileSync(await (await download).path())
  await expect(page.getByTestId('copy-outcome')).toContainText('locked')

  await keyboard.activate(page.getByRole('link', { name: 'Nearside', exact: true }))
  const rows = page.getByTestId('projects').locator('tbody tr')
  await keyboard.activate(rows.getByRole('button', { name: 'Duplicate' }))
  await expect(rows).toHaveCount(2)
  const original = rows.filter({ hasNotText: 'visits 2' })
  await keyboard.activate(original.getByRole('button', { name: 'Delete' }))
  await keyboard.tabTo(page.getByLabel('Type “visits” to confirm'))
  await page.keyboard.type('visits')
  await page.keyboard.press('Enter')
  await expect(rows).toHaveCount(1)
  await expect(rows).toContainText('visits 2')

  const chooser = page.waitForEvent('filechooser')
  await keyboard.activate(page.getByRole('button', { name: 'Open a project archive' }))
  await (
    await chooser
  ).setFiles({
    name: 'visits.nearside',
    mimeType: 'application/octet-stream',
    buffer: copy,
  })
  await expect(app.heading('This archive is locked')).toBeVisible()
  await keyboard.tabTo(page.getByLabel('The passphrase that it was made with'))
  await page.keyboard.type(passphrase)
  await page.keyboard.press('Enter')
  await expect(app.heading('“visits” is whole and can be opened')).toBeVisible()
  await keyboard.activate(page.getByTestId('store-archive'))
  await expect(page.getByTestId('data-sentence')).toContainText('30 rows')

  await keyboard.activate(page.getByRole('link', { name: 'This computer' }))
  await keyboard.activate(page.getByRole('button', { name: 'Erase everything on this computer' }))
  // the duplicate, and the copy that was opened under its name, hold what the file or the copy holds
  await expect(page.getByRole('dialog')).toContainText('2 projects with all data')
  await expect(page.getByRole('dialog')).not.toContainText('changed since')
  await keyboard.tabTo(page.getByLabel('Type “erase” to confirm'))
  await page.keyboard.type('erase')
  await page.keyboard.press('Enter')
  await expect(app.heading('Everything is erased')).toBeVisible()
  await keyboard.activate(page.getByRole('button', { name: 'Start anew' }))
  await expect(page.getByTestId('try-sample')).toBeVisible()
  await expect(page.getByTestId('projects')).toHaveCount(0)
})
