import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Dtype } from '../../src/core/encoders/encoder.ts'
import { inspectModel } from '../../src/core/encoders/inspect-model.ts'
import { findModelRoot } from '../../src/core/encoders/model-folder.ts'
import { selfTestOf } from '../../src/core/encoders/trial.ts'
import { runSelfTest } from '../../src/engine/self-test.ts'
import { fromRoot } from '../paths.ts'
import { readFolder } from './folder.ts'
import { openInWasm } from './testing/wasm-encoder.ts'
import { tryEncoder } from './trial.ts'

const shared = fromRoot('..', 'shared')
const models = `${shared}/models`
const here = existsSync(shared)

async function inspect(folder: string, dtype?: Dtype) {
  const model = await findModelRoot(readFolder(`${shared}/${folder}`), folder)
  return inspectModel(model, { cards: [], ...(dtype && { dtype }) })
}

describe.skipIf(!here)(`real models${here ? '' : ' (skipped: ../shared is not here)'}`, () => {
  test.each([
    ['models/torchvision/mobilenet-v2', 'image', 1280, 'pooler_output', 'model', 0],
    ['models/stanfordnlp/glove-6b-50d-10k', 'text', 50, 'sentence_embedding', 'model', 512],
    ['models/local/bert-tiny-untrained-glove-init', 'text', 128, 'last_hidden_state', 'mean', 512],
  ])('%s', async (folder, modality, dimensions, output, pooling, maxTokens) => {
    const { encoders } = await inspect(folder)
    expect(encoders).toMatchObject([{ modality, dimensions, output, pooling, maxTokens, dtype: 'fp32' }])
  })

  test('whose graph gives another shape than was understood', async () => {
    for (const id of ['torchvision/mobilenet-v2', 'local/bert-tiny-untrained-glove-init']) {
      const { encoders } = await inspect(`models/${id}`)
      await expect(tryEncoder(models, id, { ...encoders[0]!, dimensions: 7 })).rejects.toMatchObject({
        code: 'model-output-wrong',
        params: { id, expected: expect.stringMatching(/^float32 \[2, (tokens, )?7\]$/) },
      })
    }
  })

  // what Node gives becomes a self-test that WebAssembly must pass
  test.each([
    ['local/bert-tiny-untrained-glove-init', 'fp32'],
    ['local/bert-tiny-untrained-glove-init', 'q8'],
    ['stanfordnlp/glove-6b-50d-10k', 'fp32'],
    ['torchvision/mobilenet-v2', 'fp32'],
  ] as const)('%s in %s gives in WebAssembly what it gave in its trial', async (id, dtype) => {
    const { encoders } = await inspect(`models/${id}`, dtype)
    const selfTest = selfTestOf([await tryEncoder(models, id, encoders[0]!)])
    const model = await openInWasm(models, { id, revision: '', bytes: 0, ...encoders[0]! })
    const report = await runSelfTest(model, selfTest)
    expect(report!.difference).toBeLessThan(report!.tolerance)
  })

  test('in 8 bits', async () => {
    for (const folder of ['torchvision/mobilenet-v2', 'local/bert-tiny-untrained-glove-init']) {
      const { encoders, files } = await inspect(`models/${folder}`, 'q8')
      expect(encoders).toMatchObject([{ dtype: 'q8' }])
      expect(files.map(({ path }) => path)).toContain('onnx/model_quantized.onnx')
      expect(files.map(({ path }) => path)).not.toContain('onnx/model.onnx')
    }
  })

  test('several in one folder', async () => {
    await expect(inspect('models')).rejects.toMatchObject({ code: 'no-model-found' })
  })

  test('without its weights', async () => {
    await expect(inspect('models-without-weights')).rejects.toMatchObject({
      code: 'model-file-missing',
      params: { id: 'Xenova/all-MiniLM-L6-v2', file: 'onnx/model.onnx' },
    })
  })
})

test('what is shipped is as its manifest says', async () => {
  const { encoders } = await inspectModel(
    await findModelRoot(readFolder(fromRoot('public', 'models', 'nearside', 'starter-text'))),
    { cards: [] },
  )
  expect(encoders).toMatchObject([{ modality: 'text', dimensions: 256, pooling: 'model' }])
})
