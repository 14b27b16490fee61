import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from './support/accessibility.ts'
import { keyboardOf } from './support/keyboard.ts'
import { shot } from './support/screenshots.ts'
import { smallJourney } from './support/small-journey.ts'
import { expect, test } from './support/test.ts'
import { Nearside } from './pages/nearside.ts'

/** The share of what is seen of a map that is not of its most frequent colour: 0 where nothing is drawn. */
async function drawn(map: Locator): Promise<number> {
  const png = [...(await map.screenshot())]
  return map.evaluate(async (_, bytes) => {
    const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }))
    const { width, height } = bitmap
    const copy = new OffscreenCanvas(width, height).getContext('2d')!
    copy.drawImage(bitmap, 0, 0)
    const counts = new Map<number, number>()
    const pixels = new Uint32Array(copy.getImageData(0, 0, width, height).data.buffer)
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
    return 1 - Math.max(...counts.values()) / pixels.length
  }, png)
}

const keys = async (page: Page, ...pressed: string[]): Promise<void> => {
  for (const key of pressed) await page.keyboard.press(key)
}

/** The rows of a table, without its heading. */
const rowsOf = (within: Page | Locator, testId: string): Locator =>
  within.getByTestId(testId).locator('tbody').getByRole('row')

test('the cases of a run: maps, similar cases, doubtful labels, and what is changed by hand', async ({
  page,
}, info) => {
  const app = new Nearside(page)
  await app.open(info.project.name)
  await smallJourney(app, 120)
  await test.step('by hand', () => byHand(app))
  await test.step('by keyboard', () => byKeyboard(page))
})

async function byHand(app: Nearside): Promise<void> {
  const { page } = app
  // a case behind a number of the results is opened under Explore
  await page
    .getByRole('button', { name: /predicted as/ })
    .first()
    .click()
  const confused = page
    .getByRole('dialog')
    .getByRole('button', { name: /: similar cases$/ })
    .first()
  const name = (await confused.textContent())!
  await confused.click()
  await expect(page.getByRole('dialog', { name: `Case ${name}` })).toBeVisible()
  await expect(rowsOf(page.getByRole('dialog'), 'similar-after')).toHaveCount(8, { timeout: 60_000 })
  await page.getByRole('button', { name: 'Show on the map' }).click()

  // a rectangle around all
  const map = page.getByTestId('map-after')
  await expect(map).toBeFocused()
  await expect(map).toHaveAccessibleName(/n = 60 held-out cases by label/)
  await page.getByLabel('What dragging does').selectOption({ label: 'draws a rectangle' })
  const box = (await map.boundingBox())!
  await page.mouse.move(box.x + 5, box.y + 5)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width - 5, box.y + box.height - 5, { steps: 3 })
  await page.mouse.up()
  await expect(page.getByTestId('chosen')).toHaveText('60 cases chosen')
  for (const one of [map, page.getByTestId('map-before')]) expect(await drawn(one)).toBeGreaterThan(0.005)
  const saved = page.waitForEvent('download')
  await page.getByTestId('download-cases').click()
  const [heading, ...list] = readFileSync(await (await saved).path(), 'utf8')
    .trim()
    .split('\r\n')
  expect(heading).toBe('case,patient,label,predicted,probability,suggested,suggested_probability,tags')
  expect(list).toHaveLength(60)

  await page.getByTestId('fold-confusion').getByRole('button').first().click()
  await expect(page.getByTestId('chosen')).not.toHaveText('60 cases chosen')
  await page.getByRole('combobox', { name: 'Tag' }).fill('odd')
  await page.getByRole('button', { name: 'Tag', exact: true }).click()
  await page.getByLabel('Colour by').selectOption({ label: 'Tag “odd”' })
  await expect(map).toHaveAccessibleName(/by tag “odd”: without “odd” \d+, “odd” \d+/)
  await page.getByLabel('Colour by').selectOption({ label: 'Label' })
  await page.getByRole('combobox', { name: /^Map/ }).selectOption({ label: 'UMAP' })
  await expect(app.job).toHaveCount(0, { timeout: 60_000 })
  await page.getByLabel('Find on the map').fill('pain')
  await expect(page.getByText(/of 60 found/)).toBeVisible()
  await shot(page, 'explore-map')
  await expectAccessible(page)

  // a case of the other fold
  const held = new Set(list.map((line) => line.split(',')[0]))
  const other = Array.from({ length: 120 }, (_, i) => `S${String(i + 1).padStart(4, '0')}`).find(
    (id) => !held.has(id),
  )!
  await page.getByLabel('Find on the map').fill(other)
  await page.getByRole('button', { name: 'Go there' }).click()
  await page.getByRole('button', { name: 'Show these cases' }).click()
  await expect(page.getByLabel('Find on the map')).toHaveValue('', { timeout: 60_000 })
  await page.getByRole('button', { name: `${other}: similar cases` }).click()
  const dialog = page.getByRole('dialog', { name: `Case ${other}` })
  await expect(dialog.getByText(/among the 60 held-out cases of fold/)).toBeVisible()
  await expectAccessible(page)
  await shot(page, 'explore-case')
  // the nearest, and back
  await rowsOf(dialog, 'similar-after').first().getByRole('button').click()
  await page.getByRole('button', { name: `Back to ${other}` }).click()
  await dialog.getByRole('button', { name: 'Close' }).click()

  // a doubtful label is changed and undone
  await page.getByRole('tab', { name: 'Suspect labels' }).click()
  const first = rowsOf(page, 'suspects').first()
  await first.getByRole('button', { name: /^Change the label/ }).click()
  await expect(first).toContainText(/now /)
  await expect(page.getByText('have changed since this run')).toBeVisible()
  await shot(page, 'explore-suspects')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(first).not.toContainText(/now /)
}

async function byKeyboard(page: Page): Promise<void> {
  const { tabTo } = keyboardOf(page)
  const dialog = page.getByRole('dialog')
  const focused = page.locator(':focus')

  await test.step('the list of keys, and letters in fields', async () => {
    await keys(page, '?')
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
    await expectAccessible(page)
    await shot(page, 'keys')
    await keys(page, 'Escape')
    await expect(dialog).toHaveCount(0)
    await tabTo(page.getByRole('tab', { name: 'Suspect labels' }), 'Shift+Tab')
    await keys(page, 'ArrowLeft')
    await tabTo(page.getByLabel('Find a case'))
    await keys(page, 'j', 'k', '?')
    await expect(page.getByLabel('Find a case')).toHaveValue('jk?')
    await expect(page.getByText(/^0 cases of 120/)).toBeVisible()
    await keys(page, 'Control+a', 'Delete')
  })

  await test.step('a case is opened, tagged and relabelled, and the label undone', async () => {
    await tabTo(page.getByRole('region', { name: 'All cases' }))
    await keys(page, 'j', 'j', 'k')
    await expect(focused).toHaveText('S0001')
    await keys(page, 'Enter')
    for (const list of ['similar-before', 'similar-after'])
      await expect(rowsOf(dialog, list)).toHaveCount(8, { timeout: 60_000 })
    await keys(page, 'j')
    await expect(dialog).toHaveAccessibleName('Case S0002')
    await keys(page, 'k')
    await expect(dialog).toHaveAccessibleName('Case S0001')
    await tabTo(dialog.getByRole('combobox', { name: 'Tag' }))
    await page.keyboard.type('seen')
    await keys(page, 'Enter')
    await expect(dialog.getByText('1 case tagged “seen”.')).toBeVisible()
    await tabTo(dialog.getByLabel('New label'))
    const label = await dialog.locator('.case-facts dd').nth(1).textContent()
    // the first class that it does not have
    await keys(page, 'ArrowDown')
    if (label!.includes(await dialog.getByLabel('New label').inputValue())) await keys(page, 'ArrowDown')
    await tabTo(dialog.getByRole('button', { name: 'Change label' }))
    await keys(page, 'Enter')
    await expect(dialog.locator('.case-facts')).toContainText('now ')
    await keys(page, 'Escape')
    await expect(dialog).toHaveCount(0)
    await expect(focused).toHaveText('S0001')
    await expect(page.getByText('have changed since this run')).toBeVisible()
    await keys(page, 'Control+z')
    await expect(page.getByText('have changed since this run')).toHaveCount(0)
  })

  await test.step('the focus goes to the case that was looked at last, and a tag that is gone lists all', async () => {
    await keys(page, 'Enter', 'j', 'Escape')
    await expect(focused).toHaveText('S0002')
    const which = page.getByLabel('Which cases', { exact: true })
    await which.selectOption({ label: 'Tag “seen”' })
    await expect(page.getByText(/^1 case of 120/)).toBeVisible()
    await page.getByRole('button', { name: 'S0001: similar cases' }).click()
    await dialog.getByRole('combobox', { name: 'Tag' }).fill('seen')
    await dialog.getByRole('button', { name: 'Take tag off' }).click()
    await expect(dialog.getByText('Tag “seen” taken off 1 case.')).toBeVisible()
    await keys(page, 'Escape')
    await expect(focused).toHaveText('S0001')
    await expect(which).toHaveValue('all')
    await expect(page.getByText(/^120 cases of 120/)).toBeVisible()
    await keys(page, 'Control+z')
    await expect(rowsOf(page, 'all-cases').first()).toContainText('seen')
  })

  await test.step('suspects and near copies are opened', async () => {
    await tabTo(page.getByRole('tab', { name: 'All cases' }), 'Shift+Tab')
    await keys(page, 'ArrowRight', 'j', 'Enter')
    await expect(rowsOf(dialog, 'similar-after')).toHaveCount(8, { timeout: 60_000 })
    await tabTo(dialog.getByRole('button', { name: 'Show on the map' }))
    await keys(page, 'Enter')
    await expect(page.getByTestId('map-after')).toBeFocused()
    await tabTo(page.getByRole('tab', { name: 'Map' }), 'Shift+Tab')
    await keys(page, 'ArrowRight', 'ArrowRight', 'ArrowRight')
    await tabTo(page.getByRole('button', { name: 'Look for near copies' }))
    await keys(page, 'Enter')
    await expect(rowsOf(page, 'near-copies')).toHaveCount(20, { timeout: 60_000 })
    await keys(page, 'j', 'Enter')
    await expect(dialog).toBeVisible()
    await keys(page, 'Escape')
  })

  await test.step('the trail is read and saved', async () => {
    await tabTo(page.getByRole('tab', { name: 'Near copies' }), 'Shift+Tab')
    await keys(page, 'ArrowRight')
    await expect(rowsOf(page, 'tags')).toContainText([/odd/, /seen/])
    await expect(rowsOf(page, 'trail')).toHaveCount(4)
    await expect(page.getByTestId('trail')).toContainText('(taken back)')
    await shot(page, 'explore-changes')
    await tabTo(page.getByTestId('download-trail'))
    const saved = page.waitForEvent('download')
    await keys(page, 'Enter')
    const [heading, ...entries] = readFileSync(await (await saved).path(), 'utf8')
      .trim()
      .split('\r\n')
    expect(heading).toContain('case')
    expect(entries).toHaveLength(4)
    expect(entries.filter((line) => line.includes('S0001'))).toHaveLength(2)
  })

  await test.step('the map: from case to case, one chosen and one opened', async () => {
    await tabTo(page.getByRole('tab', { name: 'Tags and changes' }), 'Shift+Tab')
    await keys(page, 'Home')
    const chosen = page.getByTestId('chosen')
    await tabTo(page.getByTestId('map-after'))
    await keys(page, 'ArrowRight', 'ArrowRight', 'ArrowUp', 'Enter')
    await expect(chosen).toHaveText('1 case chosen')
    for (const list of ['similar-after', 'similar-before']) await expect(rowsOf(page, list)).toHaveCount(8)
    await keys(page, 'o')
    await expect(dialog).toHaveAccessibleName(/^Case S\d{4}$/)
    await keys(page, 'Escape')
    await expect(page.getByTestId('map-after')).toBeFocused()
    await tabTo(page.getByRole('button', { name: 'Choose none' }))
    await keys(page, 'Enter')
    await expect(chosen).toHaveText('No case chosen')
    await tabTo(page.getByLabel('Choose all that are listed'))
    await keys(page, 'Space')
    await expect(chosen).toHaveText('60 cases chosen')
  })
}
