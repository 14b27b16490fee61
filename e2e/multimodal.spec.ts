import type { Page } from '@playwright/test'
import { Nearside } from './pages/nearside.ts'
import { expectAccessible } from './support/accessibility.ts'
import { faultySampleFolder, type SampleFolder } from './support/sample-folder.ts'
import { shot } from './support/screenshots.ts'
import { expect, test } from './support/test.ts'

const cases = 80
let folder: SampleFolder

test.beforeAll(() => {
  folder = faultySampleFolder(cases)
})
test.afterAll(() => folder.remove())

/** Moves the focus with Tab alone until it is on what has this label. */
async function tabTo(page: Page, label: string): Promise<void> {
  const wanted = page.getByLabel(label, { exact: true })
  await wanted.waitFor()
  for (let presses = 0; presses < 200; presses++) {
    await page.keyboard.press('Tab')
    if (await wanted.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`Tab never reaches “${label}”`)
}

/** Chooses in a list by typing, as a keyboard does. */
async function chooseByKeyboard(page: Page, label: string, option: string): Promise<void> {
  await tabTo(page, label)
  await page.keyboard.type(option)
  await page.keyboard.press('Tab')
}

test('a folder of pictures and a table: what does not fit together is listed, roles by keyboard, two comparisons', async ({
  page,
}, { project }) => {
  test.setTimeout(240_000)
  const app = new Nearside(page)
  await app.open(project.name)
  await page.getByTestId('open-folder').setInputFiles(folder.path)
  await expect(app.heading('Does this look right?')).toBeVisible()
  await expect(page.locator('main')).toContainText(/1 table, \d+ pictures/)
  await shot(page, 'import-folder')
  await expectAccessible(page)
  await page.getByTestId('import').click()
  await expect(page.getByTestId('data-sentence')).toContainText(`${cases} cases`)

  await test.step('pictures and rows without a partner, and files that are no pictures, are listed', async () => {
    await expect(page.getByTestId('pictures-matched')).toContainText(`of ${cases} rows have a picture`)
    await page.getByTestId('pictures-not-found').locator('summary').click()
    await expect(page.getByTestId('pictures-not-found').getByRole('listitem')).toHaveCount(3)
    await page.getByTestId('pictures-unused').locator('summary').click()
    await expect(page.getByTestId('pictures-unused')).toContainText('images/stranger.png')
    await page.getByTestId('pictures-rejected').locator('summary').click()
    const rejected = page.getByTestId('pictures-rejected').getByRole('listitem')
    await expect(rejected).toHaveText([/ends too early/, /no picture/])
    await shot(page, 'data-pictures')
    await expectAccessible(page)
  })

  await test.step('roles by keyboard alone', async () => {
    await page.getByRole('heading', { level: 1 }).click()
    await chooseByKeyboard(page, 'Use of referred_by', 'Not used')
    await expect(page.getByLabel('Use of referred_by', { exact: true })).toHaveValue('ignore')
    await chooseByKeyboard(page, 'Use of image', 'Not used')
    await expect(page.getByTestId('data-sentence')).not.toContainText('pictures')
    await chooseByKeyboard(page, 'Use of image', 'Image')
    await expect(page.getByTestId('data-sentence')).toContainText('1 column of pictures')
  })

  await test.step('encode texts and pictures, compare all modalities', async () => {
    await page.getByTestId('to-encode').click()
    await expect(app.heading(/different texts and .* different pictures to encode/)).toBeVisible()
    await shot(page, 'encode-pictures')
    await expectAccessible(page)
    await page.getByTestId('encode').click()
    await expect(app.heading(/^All .* different pictures are encoded$/)).toBeVisible({ timeout: 120_000 })
    await page.getByRole('link', { name: 'Continue to Adapt' }).click()
    await app.smallRun()
    for (const name of ['k nearest neighbours', 'Decision tree (CART)'])
      await page.getByLabel(name, { exact: true }).uncheck()
    await app.run()
    await expect(app.verdict).toBeVisible({ timeout: 120_000 })
  })
  const all = await app.downloadResults()
  expect(all.data.predictors?.map(({ role }) => role)).toEqual(
    expect.arrayContaining(['text', 'image', 'number', 'category']),
  )
  expect(all.environment.encoders?.map(({ modality }) => modality)).toEqual(['text', 'image'])
  expect(all.data.cases).toBe(cases)
  expect(all.missingness?.length).toBeGreaterThan(1)

  await test.step('a number of the confusion matrix opens its cases, with their pictures', async () => {
    const cell = page.getByTestId('confusion-matrix').getByRole('button', { name: /predicted as/ })
    await cell.last().click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('img', { name: /^image of C0/ }).first()).toBeVisible()
    await shot(page, 'results-confused-pictures')
    await expectAccessible(page)
  })

  await test.step('and each of them with what is similar to it, in pictures, by keyboard alone', async () => {
    const keys = async (...pressed: string[]): Promise<void> => {
      for (const key of pressed) await page.keyboard.press(key)
    }
    const dialog = page.getByRole('dialog', { name: /^Case C/ })
    const map = page.getByTestId('map-after')
    await keys('j')
    await keys('Enter')
    await expect(dialog.getByTestId('similar-after').getByRole('img').first()).toBeVisible({
      timeout: 60_000,
    })
    await dialog.getByRole('button', { name: 'Show on the map' }).focus()
    await keys('Enter')
    await expect(map).toBeVisible()
    await tabTo(page, 'Pictures on the maps')
    await keys('Space')
    await expect(map.getByRole('img', { name: /^image of C0/ }).first()).toBeVisible()
    await tabTo(page, 'How cases are listed')
    await keys('P')
    const gallery = page.getByRole('list', { name: 'Pictures of held-out cases' })
    await expect(gallery.getByRole('img').first()).toBeVisible()
    await expect(gallery.getByText('no picture').first()).toBeVisible()
    await keys('Tab', 'j', 'Enter')
    await expect(dialog).toBeVisible()
    await shot(page, 'explore-pictures')
    await keys('Escape')
    await tabTo(page, 'Pictures on the maps')
    await keys('Space')
    await expect(map.getByRole('img')).toHaveCount(0)
  })

  await test.step('without the pictures, again', async () => {
    await app.goTo('Data')
    await app.useColumnAs('image', 'Not used')
    await expect(page.getByTestId('data-sentence')).not.toContainText('pictures')
    await app.goTo('Adapt')
    await app.run()
    await expect(app.verdict).toBeVisible({ timeout: 120_000 })
  })
  const fewer = await app.downloadResults()
  expect(fewer.environment.encoders?.map(({ modality }) => modality)).toEqual(['text'])
  expect(fewer.data.predictors?.map(({ role }) => role)).not.toContain('image')

  await app.reload()
  await app.goTo('Data')
  await expect(page.getByTestId('pictures-matched')).toHaveCount(0)
  await app.useColumnAs('image', 'Image')
  await expect(page.getByTestId('pictures-matched')).toBeVisible()
  await app.goTo('Encode')
  await expect(app.heading(/^All .* different pictures are encoded$/)).toBeVisible()
})
