import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { Nearside } from './pages/nearside.ts'
import { expectAccessible } from './support/accessibility.ts'
import { keyboardOf } from './support/keyboard.ts'
import { shot } from './support/screenshots.ts'
import { smallJourney } from './support/small-journey.ts'
import { expect, test } from './support/test.ts'

test('a final model is checked in the browser, then taken away as ONNX, as a folder, and with its card', async ({
  page,
}, info) => {
  const app = new Nearside(page)
  await app.open(info.project.name)
  await smallJourney(app)
  await app.goTo('Use')
  await page.getByTestId('fit-model').click()
  await expect(page.getByTestId('model-sentence')).toBeVisible({ timeout: 60_000 })

  await keyboardOf(page).activate(page.getByTestId('export-model'))
  const files = page.getByTestId('exported')
  await expect(files.getByRole('status')).toContainText(
    /^Checked on 120 cases: the largest difference .+ is \d\.\de-\d+, at most 0\.0001 is allowed/,
    { timeout: 60_000 },
  )
  await expectAccessible(page)
  await shot(page, 'take-away')

  const onnx = await saved(page, 'download-onnx')
  const session = await InferenceSession.create(onnx)
  const { probabilities, label } = await session.run({
    note: new Tensor('float32', new Float32Array(2 * 256).fill(0.1), [2, 256]),
    note_present: new Tensor('bool', Uint8Array.of(1, 0), [2]),
    // age and sex
    table_numbers: new Tensor('float64', Float64Array.of(50, NaN), [2, 1]),
    table_categories: new Tensor('int64', BigInt64Array.of(0n, -1n), [2, 1]),
  })
  const [a, b, c, d] = probabilities!.data as Float32Array
  expect(a! + b!).toBeCloseTo(1, 5)
  expect(c! + d!).toBeCloseTo(1, 5)
  expect(label!.data).toHaveLength(2)

  const folder = unzipSync(await saved(page, 'download-folder'))
  const text = (name: string): string => strFromU8(folder[`nearside-model/${name}`]!)
  expect(folder['nearside-model/model.onnx']).toEqual(new Uint8Array(onnx))
  expect(JSON.parse(text('encoders.json'))).toMatchObject([
    { modality: 'note', id: 'nearside/starter-text', pooling: 'model', tokenizer: { max_tokens: 4096 } },
  ])
  expect(text('DEPLOY.md')).toContain('{ name: "note", data_type: TYPE_FP32, dims: [ -1, 256 ] }')
  expect(text('score.py')).toContain('import onnxruntime')

  const card = (await saved(page, 'download-card-markdown')).toString()
  expect(card).toContain('not this model')
  expect(text('MODEL-CARD.md')).toBe(card)
  expect((await saved(page, 'download-card-html')).toString()).toContain('To be written by the authors')

  // other roles are other data: the file could not be checked on them
  await app.goTo('Data')
  await page.getByLabel('Use of note', { exact: true }).selectOption({ label: 'Not used' })
  await app.goTo('Use')
  await expect(page.getByTestId('export-model')).toBeDisabled()
})

/** A file that is saved without a mouse. */
async function saved(page: Page, testId: string): Promise<Buffer> {
  const download = page.waitForEvent('download')
  await keyboardOf(page).activate(page.getByTestId(testId))
  return readFileSync(await (await download).path())
}
