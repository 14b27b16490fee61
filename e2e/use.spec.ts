import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectAccessible } from './support/accessibility.ts'
import { keyboardOf } from './support/keyboard.ts'
import { faultySampleFolder, type SampleFolder } from './support/sample-folder.ts'
import { shot } from './support/screenshots.ts'
import { smallJourney } from './support/small-journey.ts'
import { expect, test } from './support/test.ts'
import { Nearside } from './pages/nearside.ts'

/** Three cases: one has a name that a spreadsheet would run, one an age that is none, one no note and no age. */
const cases = `case_id,note,age,sex
=1+1,"Sprained ankle while running, walked in",34,female
b,"Chest pain since an hour, pale and sweating",old,male
c,,,male
`

test('a final model is fitted, kept, and predicts one case and a file of them, by keyboard alone', async ({
  page,
}, info) => {
  const app = new Nearside(page)
  await app.open(info.project.name)
  await smallJourney(app)
  await app.goTo('Use')
  await expect(app.heading('No final model yet')).toBeVisible()
  await shot(page, 'use-empty')
  await expectAccessible(page)

  const keys = keyboardOf(page)
  await keys.activate(page.getByTestId('fit-model'))
  const sentence = page.getByTestId('model-sentence')
  await expect(sentence).toContainText('fitted on all 120 cases', { timeout: 60_000 })
  await expect(sentence).toContainText('Its performance is not measured')
  await app.reload()
  await expect(sentence).toContainText('fitted on all 120 cases')

  const form = page.getByTestId('case-form')
  const note = form.getByRole('textbox').first()
  await keys.tabTo(note)
  await keys.type('Elderly patient with chest pain and shortness of breath, pale, sweating.')
  await keys.press('Tab')
  await keys.type('71;5')
  await expect(form.getByText('A number, or nothing where it is missing')).toBeVisible()
  for (let i = 0; i < 2; i++) await keys.press('Backspace')
  await keys.press('Tab')
  await keys.press('ArrowDown')
  await keys.press('Tab')
  const predict = page.getByTestId('predict')
  await expect(predict).toBeFocused()
  await keys.press('Enter')
  const result = page.getByTestId('case-result')
  await expect(result.getByRole('status')).toContainText(
    /^Most probable is “.+”, .+ % \(interval of the model/,
  )
  // the keyboard is where it was while the case was predicted, and goes on into the answer
  await expect(predict).toBeFocused()
  await keys.tabTo(result.getByRole('button', { name: 'Interval of the model' }))
  await expect(result.getByRole('tooltip').first()).toBeVisible()
  await keys.tabTo(result.getByRole('button', { name: 'relative distance' }))
  await expect(result).toContainText('Research use only')
  await expect(result.getByTestId('alike').or(result.getByTestId('unlike'))).toContainText('held-out')
  await expect(result.getByTestId('cases').locator('tbody tr')).toHaveCount(5)
  await shot(page, 'use-case')
  await expectAccessible(page)
  // the next patient's form is not over the last one's answer
  await keys.tabTo(page.getByRole('button', { name: 'Empty the form' }), 'Shift+Tab')
  await keys.press('Enter')
  await expect(result).toBeHidden()

  const chooser = page.waitForEvent('filechooser')
  await keys.activate(page.getByRole('button', { name: 'Open a table or ZIP' }))
  await (await chooser).setFiles({ name: 'new.csv', mimeType: 'text/csv', buffer: Buffer.from(cases) })
  const batch = page.getByTestId('batch')
  await expect(batch.getByRole('status')).toContainText('2 of 3 cases in “new.csv” predicted')
  await expect(batch.getByRole('row', { name: /^b\b/ })).toContainText('“age” is not a number')
  await shot(page, 'use-batch')
  const download = page.waitForEvent('download')
  await keys.activate(page.getByTestId('download-predictions'))
  const csv = readFileSync(await (await download).path(), 'utf8').split('\r\n')
  expect(csv[0]).toMatch(/^case,most_probable,probability /)
  expect(csv[1]).toMatch(/^'=1\+1,/)

  // other roles are other data: the model says so, and can be deleted
  await app.goTo('Data')
  await page.getByLabel('Use of note', { exact: true }).selectOption({ label: 'Not used' })
  await app.goTo('Use')
  await expect(page.getByText('have changed since this model was fitted')).toBeVisible()
  await page.getByTestId('models').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Delete the model' }).click()
  await expect(app.heading('No final model yet')).toBeVisible()
})

let folder: SampleFolder
test.beforeAll(() => {
  folder = faultySampleFolder(60)
})
test.afterAll(() => folder.remove())

test('a case with a picture, what each modality contributes, and a folder whose faults are named; a fit is cancelled', async ({
  page,
}, info) => {
  const app = new Nearside(page)
  await app.open(info.project.name)
  await page.getByTestId('open-folder').setInputFiles(folder.path)
  await page.getByTestId('import').click()
  await page.getByTestId('to-encode').click()
  await page.getByTestId('encode').click()
  await page.getByRole('link', { name: 'Continue to Adapt' }).click({ timeout: 60_000 })
  await app.smallRun()
  for (const name of ['k nearest neighbours', 'Decision tree (CART)'])
    await page.getByLabel(name, { exact: true }).uncheck()
  await app.run()
  await expect(app.verdict).toBeVisible({ timeout: 60_000 })
  await app.goTo('Use')

  // so few cases are fitted before anyone can cancel: the worker is not told of them
  const post = await page.evaluateHandle(() => {
    const original = Worker.prototype.postMessage
    Worker.prototype.postMessage = () => undefined
    return original
  })
  await page.getByTestId('fit-model').click()
  await app.job.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('The fit was cancelled; nothing of it was kept.')).toBeVisible()
  await shot(page, 'use-cancelled')
  await page.evaluate((original) => {
    Worker.prototype.postMessage = original
  }, post)
  await page.getByTestId('fit-model').click()
  await expect(page.getByTestId('model-sentence')).toContainText('all 60 cases', { timeout: 60_000 })

  // the first ones are cut short, or no pictures
  const picture = readdirSync(join(folder.path, 'images')).findLast((name) => name !== 'stranger.png')
  await page.getByTestId('picture-image').setInputFiles(join(folder.path, 'images', picture!))
  await page.getByLabel('note', { exact: true }).fill('Smear from a routine check, no complaints.')
  await page.getByTestId('predict').click()
  const result = page.getByTestId('case-result')
  await expect(result.getByTestId('contributions').locator('tbody th')).toHaveText(['note', 'image'])
  await expect(result).toContainText('Predicted without “table”')
  await expect(result.getByTestId('cases').locator('img').first()).toBeVisible()
  await shot(page, 'use-picture')
  await expectAccessible(page)

  await page.getByTestId('batch-folder').setInputFiles(folder.path)
  const batch = page.getByTestId('batch')
  await expect(batch.getByRole('status')).toContainText(
    /5\d of 60 cases in .+ predicted; \d cases could not be/,
  )
  await expect(batch.getByText('a picture of “image” cannot be read').first()).toBeVisible()
  await expect(batch).toContainText('1 picture belongs to no row')
  await shot(page, 'use-folder')
})
