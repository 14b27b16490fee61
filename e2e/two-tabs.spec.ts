import type { Page } from '@playwright/test'
import { Nearside } from './pages/nearside.ts'
import { expectAccessible } from './support/accessibility.ts'
import { shot } from './support/screenshots.ts'
import { fewCases } from './support/small-journey.ts'
import { expect, test } from './support/test.ts'

test('[P9] two tabs show each other’s changes; one that was asleep is refused, told, and loses nothing', async ({
  page,
  context,
}, { project }) => {
  const first = new Nearside(page)
  await first.open(project.name)
  await first.importFile(fewCases(40))
  const open = async (prepare: (page: Page) => Promise<unknown>): Promise<Nearside> => {
    const tab = await context.newPage()
    await prepare(tab)
    await tab.goto(page.url())
    await expect(tab.getByTestId('data-sentence')).toBeVisible()
    return new Nearside(tab)
  }
  const use = (tab: Nearside, column: string) => tab.page.getByLabel(`Use of ${column}`, { exact: true })
  const [used, notUsed] = ['number', 'ignore']

  const second = await open(() => Promise.resolve())
  await first.useColumnAs('age', 'Not used')
  await expect(use(second, 'age')).toHaveValue(notUsed)
  await second.useColumnAs('age', 'Number')
  await expect(use(first, 'age')).toHaveValue(used)
  // an undo here would take back what the other tab did
  await expect(page.getByText('what was done here before that cannot be undone')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(use(first, 'age')).toHaveValue(used)
  await expectAccessible(page)
  await shot(page, 'two-tabs-undo')

  // a tab that the browser has put to sleep hears nothing
  const asleep = await open((tab) =>
    tab.addInitScript(() => {
      BroadcastChannel.prototype.addEventListener = () => undefined
    }),
  )
  await first.useColumnAs('age', 'Not used')
  await expect(use(second, 'age')).toHaveValue(notUsed)
  await expect(use(asleep, 'age')).toHaveValue(used)
  await asleep.useColumnAs('note', 'Not used')
  const told = asleep.page.getByText('This project was changed in another tab')
  await expect(told).toBeVisible()
  await expect(use(asleep, 'age')).toHaveValue(notUsed)
  await expect(use(asleep, 'note')).toHaveValue('text')
  await expectAccessible(asleep.page)
  await shot(asleep.page, 'two-tabs-refused')

  // made again, it is stored beside what the others did
  await asleep.useColumnAs('note', 'Not used')
  await expect(told).toHaveCount(0)
  await expect(use(first, 'note')).toHaveValue(notUsed)
  await page.reload()
  await expect(use(first, 'note')).toHaveValue(notUsed)
  await expect(use(first, 'age')).toHaveValue(notUsed)
})
