import { readFileSync } from 'node:fs'
import type { Locator } from '@playwright/test'
import { expectAccessible } from './support/accessibility.ts'
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

test('the held-out cases of a fold: maps, similar cases, doubtful labels, and what is changed by hand', async ({
  page,
}, info) => {
  const app = new Nearside(page)
  await app.open(info.project.name)
  await smallJourney(app, 120)
  await app.goTo('Explore')
  await page.getByRole('button', { name: 'Show this fold' }).click()

  // by hand: a rectangle around all, with a picture behind it
  const map = page.getByTestId('map-after')
  await expect(map).toBeVisible({ timeout: 60_000 })
  await expect(map).toHaveAccessibleName(/n = 60 held-out cases by label/)
  await page.getByLabel('What dragging does').selectOption({ label: 'draws a rectangle' })
  const box = (await map.boundingBox())!
  await page.mouse.move(box.x + 5, box.y + 5)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width - 5, box.y + box.height - 5, { steps: 3 })
  await page.mouse.up()
  await expect(page.getByTestId('chosen')).toHaveText('60 cases chosen')
  for (const one of [map, page.getByTestId('map-before')]) expect(await drawn(one)).toBeGreaterThan(0.005)

  // by keyboard: from case to case, and one of them chosen
  await page.getByRole('button', { name: 'Choose none' }).click()
  await map.focus()
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowUp']) await page.keyboard.press(key)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('chosen')).toHaveText('1 case chosen')
  for (const list of ['similar-after', 'similar-before'])
    await expect(page.getByTestId(list).locator('tbody').getByRole('row')).toHaveCount(8)
  await page
    .getByRole('textbox', { name: 'Tag' })
    .or(page.getByRole('combobox', { name: 'Tag' }))
    .fill('odd')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('held-out-table').getByText('odd')).toHaveCount(1)
  await page.getByLabel('Colour by').selectOption({ label: 'Tag “odd”' })
  await expect(map).toHaveAccessibleName(/by tag “odd”: without “odd” 59, “odd” 1/)
  await page.getByLabel('Colour by').selectOption({ label: 'Label' })

  await page.getByTestId('fold-confusion').getByRole('button').first().click()
  await expect(page.getByTestId('chosen')).not.toHaveText('1 case chosen')
  await page.getByLabel('Choose all that are listed').check()
  const saved = page.waitForEvent('download')
  await page.getByTestId('download-cases').click()
  const [heading, ...list] = readFileSync(await (await saved).path(), 'utf8')
    .trim()
    .split('\r\n')
  expect(heading).toBe('case,patient,label,predicted,probability,suggested,suggested_probability,tags')
  expect(list).toHaveLength(60)

  await page.getByRole('combobox', { name: /^Map/ }).selectOption({ label: 'UMAP' })
  await expect(app.job).toHaveCount(0, { timeout: 60_000 })
  await page.getByLabel('Find cases').fill('pain')
  await expect(page.getByText(/of 60 found/)).toBeVisible()
  await shot(page, 'explore-map')
  await expectAccessible(page)

  // a case of the other fold
  const held = new Set(list.map((line) => line.split(',')[0]))
  const other = Array.from({ length: 120 }, (_, i) => `S${String(i + 1).padStart(4, '0')}`).find(
    (id) => !held.has(id),
  )
  await page.getByLabel('Find cases').fill(other!)
  await page.getByRole('button', { name: 'Show its fold' }).click()
  await expect(page.getByLabel('Held-out fold')).toHaveValue('[0,1]')
  await expect(page.getByLabel('Find cases')).toHaveValue('', { timeout: 60_000 })
  await expect(page.getByTestId('held-out-table')).toContainText(other!)

  // a doubtful label is changed, undone, and both are written down
  await page.getByRole('tab', { name: 'Suspect labels' }).click()
  const first = page.getByTestId('suspects').locator('tbody').getByRole('row').first()
  await first.getByRole('button', { name: /^Change the label/ }).click()
  await expect(first).toContainText(/now /)
  await expect(page.getByText('have changed since this run')).toBeVisible()
  await shot(page, 'explore-suspects')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(first).not.toContainText(/now /)

  await page.getByRole('tab', { name: 'Near copies' }).click()
  await page.getByRole('button', { name: 'Look for near copies' }).click()
  await expect(page.getByTestId('near-copies').locator('tbody').getByRole('row')).toHaveCount(20, {
    timeout: 60_000,
  })

  await page.getByRole('tab', { name: 'Tags and changes' }).click()
  await expect(page.getByTestId('trail').locator('tbody').getByRole('row')).toHaveCount(2)
  await expect(page.getByTestId('trail')).toContainText('(taken back)')
  await shot(page, 'explore-changes')
})
