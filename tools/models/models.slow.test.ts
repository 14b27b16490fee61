import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readZip } from '../../src/core/archives/zip.ts'
import { hashModel } from '../../src/core/encoders/hash-model.ts'
import { inspectModel } from '../../src/core/encoders/inspect-model.ts'
import { findModelRoot } from '../../src/core/encoders/model-folder.ts'
import { parseSelfTest } from '../../src/core/encoders/self-test.ts'
import { trialInputs } from '../../src/core/encoders/trial.ts'
import { addModel, type AddOptions } from './add.ts'
import { openFile } from './folder.ts'
import { installedIds, readManifest } from './installed.ts'
import { listModels } from './list.ts'
import { removeModel } from './remove.ts'
import { commit, startFakeHub, type FakeHub } from './testing/fake-hub.ts'
import { tinyModel, tinyModelOfBoth } from './testing/tiny-model.ts'
import { verifyModel } from './verify.ts'
import { zipModel } from './zip.ts'

const id = 'org/tiny'
const weights = 'onnx/model.onnx'
const content = tinyModel()

let hub: FakeHub
let folder: string
let models: string
let waits: number[]
let options: AddOptions

beforeEach(async () => {
  hub = await startFakeHub(id, content)
  folder = mkdtempSync(join(tmpdir(), 'nearside-models-'))
  models = join(folder, 'models')
  waits = []
  const wait = (milliseconds: number) => {
    waits.push(milliseconds)
    return Promise.resolve()
  }
  options = { hub, models, cache: join(folder, 'cache'), cards: [], log: () => undefined, wait }
})

afterEach(async () => {
  await hub.close()
  rmSync(folder, { recursive: true })
})

const part = () => join(options.cache, `org--tiny@${commit}`, id, `${weights}.part`)

/** The weights' transfers end after so many bytes each, once these are on disk: what is lost on the way may differ. */
function breakTransfers(...after: number[]): void {
  hub.faults.breaks.set(weights, after)
  hub.faults.mayBreak = (bytes) => (existsSync(part()) ? statSync(part()).size : 0) >= bytes
}

const add = (changes: Partial<AddOptions> = {}, model = id) => addModel(model, { ...options, ...changes })
const transfersOf = (path: string) => hub.transfers.filter((line) => line.startsWith(`${path} `))
const inside = (path: string): string => join(models, id, path)

const selfTest = () => parseSelfTest(JSON.parse(readFileSync(inside('self-test.json'), 'utf8')), id)

async function expectRefusal(pattern: RegExp, changes: Partial<AddOptions> = {}, model = id): Promise<void> {
  await expect(add(changes, model)).rejects.toThrow(pattern)
  expect(installedIds(models)).toEqual([])
}

describe('add', () => {
  test('installs what one dtype needs, pinned to its commit, with a manifest', async () => {
    const [spec] = await add()
    expect(spec).toMatchObject({
      id,
      modality: 'text',
      dimensions: 2,
      dtype: 'fp32',
      output: 'sentence_embedding',
      licence: 'mit, says its page on the hub',
    })
    const manifest = await readManifest(models, id)
    expect(manifest.source).toBe(`${id}@${commit}`)
    expect(manifest.files.map(({ path }) => path)).toEqual([
      'config.json',
      weights,
      'self-test.json',
      'tokenizer.json',
      'tokenizer_config.json',
    ])
    const fetched = manifest.files.map(({ path }) => path).filter((path) => path !== 'self-test.json')
    for (const path of fetched) expect(readFileSync(inside(path))).toEqual(Buffer.from(content.get(path)!))
    expect(installedIds(models)).toEqual([id])
    expect(await verifyModel(models, id)).toEqual([])
    expect(readdirSync(options.cache)).toEqual([])
  })

  test('notes what the encoder gave as its self-test', async () => {
    await add()
    const { tolerance, inputs, vectors } = selfTest()
    expect(tolerance).toBe(1e-3)
    expect(inputs).toEqual(trialInputs('text', null))
    // one known word each: its vector, brought to the length sqrt(2)
    expect(vectors.flat().map((value) => value.toFixed(3))).toEqual(['0.849', '1.131', '0.000', '-1.414'])
  })

  test('notes it of both encoders of one folder', async () => {
    await hub.close()
    hub = await startFakeHub(id, tinyModelOfBoth())
    await add({ hub })
    const { encoders } = await readManifest(models, id)
    expect(encoders.map(({ modality }) => modality)).toEqual(['text', 'image'])
    expect(selfTest().inputs).toEqual([
      ...trialInputs('text', null),
      ...[1, 2].map((seed) => ({ picture: { width: 96, height: 96, seed } })),
    ])
    expect(selfTest().vectors.map(({ length }) => length)).toEqual([2, 2, 372, 372])
  })

  test('says the licence before the first byte is fetched', async () => {
    const fetched = new Map<string, number>()
    await add({ log: (line) => fetched.set(line, hub.transfers.length) })
    expect(fetched.get(`Licence of ${id}: mit.`)).toBe(0)
  })

  test('takes the dtype that is asked for', async () => {
    expect(await add({ dtype: 'q8' })).toMatchObject([{ dtype: 'q8' }])
    expect(existsSync(inside('onnx/model_quantized.onnx'))).toBe(true)
    expect(existsSync(inside(weights))).toBe(false)
  })

  test('replaces what is installed', async () => {
    await add()
    await add({ dtype: 'q8' })
    expect(existsSync(inside(weights))).toBe(false)
    expect(await verifyModel(models, id)).toEqual([])
  })

  test('takes words and revision from the model’s card', async () => {
    const card = {
      id,
      revision: commit,
      title: 'Tiny',
      modality: 'text',
      dimensions: 2,
      weights: 'model',
      output: 'sentence_embedding',
      pooling: 'model',
      prefix: 'query: ',
      maxTokens: 7,
      licence: 'MIT',
      medical: 'None.',
    } as const
    expect(await add({ cards: [card] })).toMatchObject([
      { title: 'Tiny', prefix: 'query: ', maxTokens: 7, licence: 'MIT' },
    ])
  })

  test('goes on where a transfer broke off', async () => {
    breakTransfers(100, 50)
    await add()
    expect(transfersOf(weights)).toEqual([`${weights} all`, `${weights} bytes=100-`, `${weights} bytes=150-`])
    expect(waits).toEqual([1000, 1000])
    expect(await verifyModel(models, id)).toEqual([])
  })

  test('gives up when nothing more arrives, and the next call goes on', async () => {
    breakTransfers(100, 0, 0, 0, 0)
    await expectRefusal(/^The transfer broke off\.$/)
    expect(waits).toEqual([1000, 2000, 4000, 8000])
    const settings = transfersOf('config.json')
    await add()
    expect(transfersOf(weights).at(-1)).toBe(`${weights} bytes=100-`)
    expect(transfersOf('config.json')).toEqual(settings)
    expect(await verifyModel(models, id)).toEqual([])
  })

  test('leaves nothing behind of another dtype that was given up', async () => {
    breakTransfers(100, 0, 0, 0, 0)
    await expectRefusal(/^The transfer broke off\.$/)
    await add({ dtype: 'q8' })
    expect(await verifyModel(models, id)).toEqual([])
  })

  test('begins anew where ranges are ignored', async () => {
    breakTransfers(100)
    hub.faults.ignoresRanges = true
    await add()
    expect(await verifyModel(models, id)).toEqual([])
  })

  test.each([weights, 'config.json'])(
    'refuses %s when its checksum is wrong, and fetches it anew',
    async (path) => {
      hub.faults.damaged.add(path)
      await expectRefusal(new RegExp(`^${path} of org/tiny .*wrong checksum`))
      hub.faults.damaged.clear()
      await add()
      expect(transfersOf(path)).toEqual([`${path} all`, `${path} all`])
    },
  )

  test('refuses a web page in place of a file', async () => {
    hub.faults.pages.add('tokenizer.json')
    await expectRefusal(/^A web page came instead of tokenizer\.json/)
  })

  test('sends the login to the hub alone', async () => {
    hub.faults.gated = true
    await expectRefusal(/refuses org\/tiny without a login: .*HF_TOKEN\.$/)
    await add({ hub: { url: hub.url, token: 'hf_secret' } })
    expect(hub.strangersLogins).toEqual([undefined])
  })

  test('says in one line what is wrong', async () => {
    await expectRefusal(/^There is no model org\/none at http/, {}, 'org/none')
    await expectRefusal(/^org\/tiny has no revision “v9” at http/, { revision: 'v9' })
    await expectRefusal(/^http:\/\/127\.0\.0\.1:1 cannot be reached \(.+\): is this computer connected\?$/, {
      hub: { url: 'http://127.0.0.1:1' },
    })
    await expectRefusal(/^Your access token must start with 'hf_'$/, { hub: { ...hub, token: 'secret' } })
    await expectRefusal(/does not answer as a hub does: does a proxy want a login\?$/, {
      hub: { url: `${hub.url}/login` },
    })
    await expect(add({ dtype: 'fp16' })).rejects.toMatchObject({
      code: 'model-file-missing',
      params: { id, file: 'onnx/model_fp16.onnx' },
    })
  })

  test('refuses a model without ONNX files', async () => {
    await hub.close()
    hub = await startFakeHub(id, new Map([...content].filter(([path]) => !path.startsWith('onnx/'))))
    await expectRefusal(/^org\/tiny has no ONNX files: /, { hub })
  })

  test('refuses a model whose trial fails', async () => {
    await hub.close()
    const broken = new Map(content).set('tokenizer.json', new TextEncoder().encode('{"model":{}}'))
    hub = await startFakeHub(id, broken)
    await expect(add({ hub })).rejects.toMatchObject({ code: 'model-load-failed' })
    expect(installedIds(models)).toEqual([])
  })
})

describe('an installed model', () => {
  beforeEach(() => add())

  test('is listed', async () => {
    expect(await listModels(models)).toMatch(
      new RegExp(`org/tiny +text +2 +fp32 +[\\d.]+ kB +${id}@${commit}$`),
    )
  })

  test('is verified file by file', async () => {
    writeFileSync(inside('config.json'), '{}')
    writeFileSync(
      inside(weights),
      content.get(weights)!.map((byte) => byte ^ 1),
    )
    writeFileSync(inside('note.txt'), '')
    rmSync(inside('tokenizer.json'))
    const { length } = content.get('config.json')!
    expect(await verifyModel(models, id)).toEqual([
      `config.json has 2 bytes instead of ${length}`,
      `${weights} has another checksum`,
      'tokenizer.json is missing',
      'note.txt is not listed in the manifest',
    ])
    await expect(verifyModel(models, 'org/none')).rejects.toThrow(
      'org/none is not installed; there are: org/tiny.',
    )
  })

  test('is packed into a ZIP that the app opens', async () => {
    const out = join(folder, 'tiny.zip')
    await zipModel(models, id, out)
    const files = await readZip(openFile(out, 'tiny.zip'), { files: 100, bytes: 1e9 })
    const model = await inspectModel(await findModelRoot(files), { cards: [] })
    expect(await hashModel(model)).toEqual(await readManifest(models, id))
    expect(readdirSync(folder)).not.toContain('tiny.zip.part')

    await zipModel(models, id, join(folder, 'again.zip'))
    expect(readFileSync(join(folder, 'again.zip'))).toEqual(readFileSync(out))
  })

  test('is not packed when it is damaged', async () => {
    rmSync(inside('config.json'))
    await expect(zipModel(models, id, join(folder, 'tiny.zip'))).rejects.toThrow(
      /damaged: config\.json is missing/,
    )
    expect(existsSync(join(folder, 'tiny.zip'))).toBe(false)
  })

  test('is removed, with its folder', () => {
    expect(() => removeModel(models, 'nearside/starter-text')).toThrow(/comes with Nearside and stays/)
    expect(() => removeModel(models, 'org/none')).toThrow('org/none is not installed.')
    removeModel(models, id)
    expect(readdirSync(models)).toEqual([])
  })
})
