import { readFileSync } from 'node:fs'
import { Nearside } from './pages/nearside.ts'
import { expectAccessible } from './support/accessibility.ts'
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
  await expect(reminder).toContainText('“visits” was changed since its last copy: none was taken yet')
  await expectAccessible(page)
  await shot(page, 'start-reminder')

  await reminder.getByRole('link', { name: 'Take a copy' }).click()
  const download = page.waitForEvent('download')
  await page.getByTestId('save-copy').click()
  expect((await download).suggestedFilename()).toBe('visits.nearside')
  await expect(page.getByTestId('copy-outcome')).toContainText('Saved as visits.nearside')
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
