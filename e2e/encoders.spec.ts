import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, cpSync, writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { fromRoot } from '../tools/paths.ts'
import { expectAccessible } from './support/accessibility.ts'
import { zipFolder } from './support/archives.ts'
import { shot } from './support/screenshots.ts'
import { shared, sharedIsHere, unlessShared } from './support/shared.ts'
import { expect, test } from './support/test.ts'
import { Encoders } from './pages/encoders.ts'
import { Nearside } from './pages/nearside.ts'

const backend = (): string => test.info().project.name
const model = (id: string): string => shared('models', id)

/** Once the app is saved in the browser nothing can be fetched: what is opened comes from the disk, or not at all. */
async function cutTheNetwork(page: Page): Promise<void> {
  await expect(page.getByTestId('offline')).toHaveAttribute('data-state', 'ready')
  await page.context().setOffline(true)
  await page.reload()
  await expect(page.getByTestId('encoders')).toBeVisible()
}

test.describe('real models, opened from a folder or a ZIP with the network cut', () => {
  test.skip(!sharedIsHere, unlessShared)
  test.use({ serviceWorkers: 'allow' })

  test('MobileNetV2: white cells lie closer to each other than to X-rays', async ({ page }) => {
    const encoders = await Encoders.open(page, backend())
    await cutTheNetwork(page)
    await encoders.openFolder(model('torchvision/mobilenet-v2'))
    await encoders.expectOpened('mobilenet-v2')
    await expect(encoders.row('mobilenet-v2')).toContainText('1,280')
    await encoders.choose('mobilenet-v2 (pictures)')
    const few = backend() === 'webgpu' ? 2 : 6
    const cells = wbc().slice(0, few)
    const xrays = firstFiles(shared('data', 'pneumoniamnist-28', 'images'), few)
    const cosines = await encoders.comparePictures([...cells, ...xrays])
    const mean = (from: number, to: number, other: [number, number]): number => {
      const pairs = cosines
        .slice(from, to)
        .flatMap((row, i) => row.slice(...other).filter((_, j) => from + i !== other[0] + j))
      return pairs.reduce((sum, value) => sum + value / pairs.length, 0)
    }
    const alike = mean(0, few, [0, few])
    const unlike = mean(0, few, [few, 2 * few])
    expect(alike).toBeGreaterThan(unlike + 0.1)
    await shot(page, 'encoders-opened')
  })

  test('GloVe, as a ZIP: a word is nearer to its topic than to another', async ({ page }) => {
    const encoders = await Encoders.open(page, backend())
    await cutTheNetwork(page)
    const zip = test.info().outputPath('glove.zip')
    zipFolder(shared('models'), 'stanfordnlp/glove-6b-50d-10k', zip)
    await encoders.openZip(zip)
    await encoders.expectOpened('glove-6b-50d-10k')
    await encoders.choose('glove-6b-50d-10k (texts)')
    const [heart] = await encoders.compareTexts(['heart attack', 'heart surgery', 'stock market', 'xyzzyx'])
    expect(heart![1]).toBeGreaterThan(heart![2]! + 0.2)
    expect(heart![3]).toBeNaN()
  })

  for (const [name, file] of [
    ['fp32', 'model.onnx'],
    ['int8', 'model_quantized.onnx'],
  ] as const)
    test(`BERT, untrained, in ${name}`, async ({ page }) => {
      const encoders = await Encoders.open(page, backend())
      await cutTheNetwork(page)
      const folder = test.info().outputPath('bert-tiny')
      const original = model('local/bert-tiny-untrained-glove-init')
      cpSync(original, folder, { recursive: true, filter: (path) => !path.endsWith('.onnx') })
      mkdirSync(`${folder}/onnx`, { recursive: true })
      cpSync(`${original}/onnx/${file}`, `${folder}/onnx/${file}`)
      await encoders.openFolder(folder)
      await encoders.expectOpened('bert-tiny')
      await expect(encoders.row('bert-tiny')).toContainText('128')
      await encoders.choose('bert-tiny (texts)')
      const cosines = await encoders.compareTexts(['heart failure', 'heart failure', 'a broken leg'])
      expect(cosines[0]![1]).toBeCloseTo(1, 2)
      expect(Number.isFinite(cosines[0]![2])).toBe(true)
    })

  test('a folder without its weights is refused with the name of the missing file', async ({ page }) => {
    const encoders = await Encoders.open(page, backend())
    await encoders.openFolder(shared('models-without-weights', 'Xenova', 'all-MiniLM-L6-v2'))
    await expect(page.getByRole('alert')).toContainText('lacks its file “onnx/model.onnx”')
    await expect(encoders.rows).toHaveCount(2)
  })

  test('an opened encoder is kept over a restart, encodes a study, and is removed', async ({ page }) => {
    const encoders = await Encoders.open(page, backend())
    await encoders.openFolder(model('stanfordnlp/glove-6b-50d-10k'))
    await encoders.expectOpened('glove-6b-50d-10k')
    await page.reload()
    await expect(encoders.row('glove-6b-50d-10k')).toBeVisible()

    const app = new Nearside(page)
    await app.open(backend())
    await app.importFile('public/samples/synthetic-triage-notes.csv')
    await app.goTo('Encode')
    await page.getByLabel('Encoder for text').selectOption({ label: 'glove-6b-50d-10k' })
    await expect(page.getByText('50 numbers a text')).toBeVisible()
    await app.encode()

    await encoders.goTo()
    await encoders.remove('glove-6b-50d-10k')
    await expect(encoders.row('glove-6b-50d-10k')).toHaveCount(0)
  })

  test('[R13] texts longer than it reads are cut or read in windows, as chosen, and counted', async ({
    page,
  }) => {
    const encoders = await Encoders.open(page, backend())
    await encoders.openFolder(model('local/bert-tiny-untrained-glove-init'))
    await encoders.expectOpened('bert-tiny')
    const app = new Nearside(page)
    await app.open(backend())
    const long = Array.from({ length: 600 }, (_, i) => (i % 2 ? 'heart' : 'lung')).join(' ')
    const rows = ['a cough', long, 'a fall', 'fever'].map(
      (note, i) => `p${i},${note},${i % 2 ? 'yes' : 'no'}`,
    )
    const csv = `patient,note,outcome\n${rows.join('\n')}\n`
    await app.importFile({ name: 'notes.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
    await app.useColumnAs('note', 'Text (notes)')
    await app.goTo('Encode')
    await page.getByLabel('Encoder for text').selectOption({ label: 'bert-tiny-untrained-glove-init' })
    await app.encode()
    await expect(page.getByText(/1 text .* longer than the 512 tokens .* was cut/)).toBeVisible()
    await page.getByLabel('Texts longer than it reads').selectOption({ label: 'read in windows, averaged' })
    await app.encode()
    await expect(page.getByText(/1 text .* it was read in windows/)).toBeVisible()
  })

  test('[P16] one flipped byte, a web page and a wrong architecture are refused; a retry works', async ({
    page,
  }) => {
    const encoders = await Encoders.open(page, backend())
    const glove = model('stanfordnlp/glove-6b-50d-10k')
    const damaged = (name: string, change: (folder: string) => void): string => {
      const folder = test.info().outputPath(name, 'glove')
      cpSync(glove, folder, { recursive: true })
      change(folder)
      return folder
    }
    const refused = async (folder: string, words: string | RegExp): Promise<void> => {
      await encoders.openFolder(folder)
      await expect(page.getByRole('alert')).toContainText(words)
      await page.getByRole('button', { name: 'Dismiss' }).click()
      await expect(encoders.rows).toHaveCount(2)
    }
    await refused(
      damaged('page', (folder) => writeFileSync(`${folder}/tokenizer.json`, '<!doctype html><p>404</p>')),
      'it is a web page, not a model file',
    )
    await refused(
      damaged('cut', (folder) => {
        const weights = readFileSync(`${folder}/onnx/model.onnx`)
        writeFileSync(`${folder}/onnx/model.onnx`, weights.subarray(0, weights.length / 2))
      }),
      'onnx/model.onnx',
    )
    await refused(
      damaged('mixed', (folder) =>
        cpSync(`${model('torchvision/mobilenet-v2')}/onnx/model.onnx`, `${folder}/onnx/model.onnx`),
      ),
      'onnx/model.onnx',
    )
    // with a manifest, as npm run models writes one: every byte counts
    await refused(
      damaged('flipped', (folder) => {
        rmSync(folder, { recursive: true })
        cpSync('public/models/nearside/starter-text', folder, { recursive: true })
        const weights = readFileSync(`${folder}/onnx/model_quantized.onnx`)
        weights[weights.length >> 1]! ^= 1
        writeFileSync(`${folder}/onnx/model_quantized.onnx`, weights)
      }),
      'is not the file it should be (checksum)',
    )
    await encoders.openFolder(glove)
    await encoders.expectOpened('glove-6b-50d-10k')
  })
})

test('a folder of two encoders, one for texts and one for pictures, opens as both', async ({ page }) => {
  const folder = test.info().outputPath('towers')
  const starter = (name: string, path: string): string => `public/models/nearside/starter-${name}/${path}`
  mkdirSync(`${folder}/onnx`, { recursive: true })
  for (const path of ['tokenizer.json', 'tokenizer_config.json'])
    cpSync(starter('text', path), `${folder}/${path}`)
  cpSync(starter('image', 'preprocessor_config.json'), `${folder}/preprocessor_config.json`)
  cpSync(starter('text', 'onnx/model_quantized.onnx'), `${folder}/onnx/text_model_quantized.onnx`)
  cpSync(starter('image', 'onnx/model.onnx'), `${folder}/onnx/vision_model.onnx`)
  writeFileSync(`${folder}/config.json`, JSON.stringify({ model_type: 'clip' }))

  const encoders = await Encoders.open(page, backend())
  await encoders.openFolder(folder)
  await encoders.expectOpened('towers')
  await expect(encoders.row('towers')).toHaveCount(2)
  await encoders.choose('towers (texts)')
  const [fever] = await encoders.compareTexts(['high fever and cough', 'fever, coughing', 'a broken leg'])
  expect(fever![1]).toBeGreaterThan(fever![2]!)
  await encoders.remove('towers')
  await expect(encoders.rows).toHaveCount(2)
})

test('the ZIP that the models command writes for a stick opens in the app', async ({ page }) => {
  test.skip(backend() === 'webgpu', 'the same on every backend')
  const zip = test.info().outputPath('stick.zip')
  const command = ['tools/bootstrap.mjs', 'models', 'zip', 'nearside/starter-text', '--out', zip]
  const { status } = spawnSync(process.execPath, command, { cwd: fromRoot() })
  expect(status).toBe(0)
  const encoders = await Encoders.open(page, backend())
  await encoders.openZip(zip)
  await encoders.expectOpened('Starter text encoder')
  await expect(encoders.row('Starter text encoder')).toContainText('opened, kept in this browser')
  await encoders.remove('Starter text encoder')
  await expect(encoders.row('Starter text encoder')).toContainText('served with the app')
})

test('every encoder passes its self-test on this backend, and the screens are accessible', async ({
  page,
}) => {
  const encoders = await Encoders.open(page, backend())
  await expect(encoders.rows).toHaveCount(2)
  await expectAccessible(page)
  await shot(page, 'encoders')
  await page.goto(`/?backend=${backend()}#/computer`)
  await expect(page.getByTestId('machine')).toBeVisible()
  await page.getByTestId('test-encoders').click()
  const tests = page.getByTestId('self-tests').locator('tbody td')
  const devices = backend() === 'webgpu' ? 2 : 1
  await expect(tests).toHaveCount(2 * devices)
  for (let i = 0; i < 2 * devices; i++)
    await expect(tests.nth(i)).toContainText('passed', { timeout: 90_000 })
  await expectAccessible(page)
  await shot(page, 'computer')
})

function firstFiles(folder: string, count: number): string[] {
  return readdirSync(folder)
    .toSorted()
    .slice(0, count)
    .map((name) => `${folder}/${name}`)
}

/** White blood cells of bccd-cells: its table names them. */
function wbc(): string[] {
  const folder = shared('data', 'bccd-cells')
  const table = readdirSync(folder).find((name) => name.endsWith('.csv'))!
  return readFileSync(`${folder}/${table}`, 'utf8')
    .split('\n')
    .filter((line) => /\bWBC\b/i.test(line))
    .map((line) => line.split(',').find((cell) => /\.(png|jpe?g)$/i.test(cell))!)
    .map((name) => (existsSync(`${folder}/${name}`) ? `${folder}/${name}` : `${folder}/images/${name}`))
}
