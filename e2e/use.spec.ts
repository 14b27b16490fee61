import { readFileSync } from 'node:fs'
import { expectAccessible } from './support/accessibility.ts'
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

test('a final model is fitted, kept, and predicts one case by keyboard and a file of them', async ({
  page,
}, info) => {
  const app = new Nearside(page)
  await app.open(info.project.name)
  await smallJourney(app)
  await app.goTo('Use')
  await expect(app.heading('No final model yet')).toBeVisible()
  await shot(page, 'use-empty')
  await expectAccessible(page)

  await page.getByTestId('fit-model').focus()
  await page.keyboard.press('Enter')
  const sentence = page.getByTestId('model-sentence')
  await expect(sentence).toContainText('fitted on all 120 cases', { timeout: 60_000 })
  await expect(sentence).toContainText('Its performance is not measured')
  await app.reload()
  await expect(sentence).toContainText('fitted on all 120 cases')

  const note = page.getByTestId('case-form').getByRole('textbox').first()
  await note.focus()
  await page.keyboard.type('Elderly patient with chest pain and shortness of breath, pale, sweating.')
  await page.keyboard.press('Tab')
  await page.keyboard.type('71')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await expect(page.getByTestId('predict')).toBeFocused()
  await page.keyboard.press('Enter')
  const result = page.getByTestId('case-result')
  await expect(result.getByRole('status')).toContainText(
    /^Most probable is “.+”, .+ % \(interval of the model/,
  )
  await expect(result).toContainText('Research use only')
  await expect(result.getByTestId('alike').or(result.getByTestId('unlike'))).toContainText('held out')
  await expect(result.getByTestId('cases').locator('tbody tr')).toHaveCount(5)
  await shot(page, 'use-case')
  await expectAccessible(page)

  await page.getByTestId('batch-file').setInputFiles({
    name: 'new.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(cases),
  })
  const batch = page.getByTestId('batch')
  await expect(batch.getByRole('status')).toContainText('2 of 3 cases in “new.csv” predicted')
  await expect(batch.getByRole('row', { name: /^b\b/ })).toContainText('“age” is not a number')
  await shot(page, 'use-batch')
  const download = page.waitForEvent('download')
  await page.getByTestId('download-predictions').click()
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
