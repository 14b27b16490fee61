import { describe, expect, test } from 'vitest'
import type { ValueInfo } from '../onnx/graph.ts'
import { writeOnnx } from '../onnx/write.ts'
import type { FolderFile } from '../archives/folder-file.ts'
import { memoryFile } from '../archives/testing.ts'
import { hashModel } from './hash-model.ts'
import { inspectModel, type InspectOptions, type KnownEncoder } from './inspect-model.ts'
import { findModelRoot } from './model-folder.ts'
import { chooseWeights } from './model-layout.ts'

const ids: ValueInfo = { name: 'input_ids', type: 'int64', shape: ['n', 'length'] }
const mask: ValueInfo = { name: 'attention_mask', type: 'int64', shape: ['n', 'length'] }
const pixels: ValueInfo = { name: 'pixel_values', type: 'float32', shape: ['n', 3, 224, 224] }
const output = (name: string, ...shape: ValueInfo['shape']): ValueInfo => ({ name, type: 'float32', shape })

const onnx = (inputs: readonly ValueInfo[], outputs: readonly ValueInfo[]): Uint8Array =>
  writeOnnx({ name: 'tiny', inputs, outputs, initializers: [], nodes: [] })

type Content = Parameters<typeof memoryFile>[1]

const textModel: Record<string, Content> = {
  'config.json': { model_type: 'bert', hidden_size: 8, max_position_embeddings: 512 },
  'tokenizer.json': { version: '1.0' },
  'tokenizer_config.json': { model_max_length: 512 },
  'onnx/model.onnx': onnx([ids, mask], [output('last_hidden_state', 'n', 'length', 8)]),
}
const imageModel: Record<string, Content> = {
  'config.json': { model_type: 'vit', hidden_size: 8 },
  'preprocessor_config.json': { do_resize: true },
  'onnx/model.onnx': onnx([pixels], [output('last_hidden_state', 'n', 'length', 8)]),
}

const filesOf = (content: Record<string, Content>): FolderFile[] =>
  Object.entries(content).map(([path, bytes]) => memoryFile(path, bytes))

async function inspect(content: Record<string, Content>, options: Partial<InspectOptions> = {}) {
  return inspectModel(await findModelRoot(filesOf(content)), { cards: [], ...options })
}

const encoderOf = async (content: Record<string, Content>) => (await inspect(content)).encoders[0]

const withModel = (inputs: readonly ValueInfo[], ...outputs: ValueInfo[]) => ({
  ...textModel,
  'onnx/model.onnx': onnx(inputs, outputs),
})

describe('the model in what was opened', () => {
  const under = (folder: string): FolderFile[] =>
    filesOf(Object.fromEntries(Object.entries(textModel).map(([path, content]) => [folder + path, content])))

  test.each([
    ['', 'opened/stick'],
    ['all-MiniLM-L6-v2/', 'opened/all-MiniLM-L6-v2'],
    ['Xenova/all-MiniLM-L6-v2/', 'Xenova/all-MiniLM-L6-v2'],
    ['models/Xenova/all-MiniLM-L6-v2/', 'Xenova/all-MiniLM-L6-v2'],
    ['my models/my model (1)/', 'my-models/my-model-1-'],
    [
      'hub/models--Xenova--all-MiniLM-L6-v2/snapshots/751bff37182d3f1213fa05d7196b954e230abad9/',
      'Xenova/all-MiniLM-L6-v2',
    ],
  ])('under “%s” is %s', async (folder, id) => {
    const found = await findModelRoot(under(folder), 'stick')
    expect(found.id).toBe(id)
    expect(found.files.map(({ path }) => path)).toEqual(Object.keys(textModel))
  })

  test('has the id of its manifest', async () => {
    const files = [...under('a/b/'), memoryFile('a/b/manifest.json', { id: 'org/name' })]
    expect((await findModelRoot(files)).id).toBe('org/name')
  })

  test('is not looked for below another config.json', async () => {
    const files = [...under('name/'), memoryFile('name/1_Pooling/config.json', {})]
    expect((await findModelRoot(files)).id).toBe('opened/name')
  })

  test.each([
    ['none', [memoryFile('photo.png', 'x'), memoryFile('README.md', 'x')]],
    ['nothing at all', []],
    ['two', [...under('org/one/'), ...under('org/two/')]],
  ])('%s is a failure that says what is needed', async (_, files) => {
    await expect(findModelRoot(files)).rejects.toMatchObject({
      code: 'no-model-found',
      params: { needed: expect.arrayContaining(['config.json']) },
    })
  })
})

describe('an opened text encoder', () => {
  test('is described by its own files', async () => {
    const found = await inspect({
      ...textModel,
      'README.md': 'x',
      'vocab.txt': 'x',
      '.DS_Store': 'x',
      'model.safetensors': 'x',
    })
    expect(found.encoders).toEqual([
      {
        title: 'model',
        modality: 'text',
        dimensions: 8,
        weights: 'model',
        dtype: 'fp32',
        output: 'last_hidden_state',
        pooling: 'mean',
        prefix: '',
        maxTokens: 512,
        licence: 'unknown: see the model’s card',
        description:
          'Opened from files: its card says what it is good for. Nothing in its files says how to make one vector of its tokens; their mean is taken.',
      },
    ])
    expect(found.files.map(({ path }) => path)).toEqual(Object.keys(textModel).sort())
  })

  test.each([
    [
      'its sentence embedding first',
      [output('last_hidden_state', 'n', 'l', 8), output('sentence_embedding', 'n', 4)],
      'sentence_embedding',
      'model',
      4,
    ],
    [
      'not BERT’s pooler',
      [output('pooler_output', 'n', 8), output('last_hidden_state', 'n', 'l', 8)],
      'last_hidden_state',
      'mean',
      8,
    ],
    [
      'its token vectors by any name',
      [output('token_embeddings', 'n', 'l', 8)],
      'token_embeddings',
      'mean',
      8,
    ],
    [
      'a length that only its configuration says',
      [output('last_hidden_state', 'n', 'l', 'd')],
      'last_hidden_state',
      'mean',
      8,
    ],
  ])('is read by %s', async (_, outputs, name, pooling, dimensions) => {
    expect(await encoderOf(withModel([ids, mask], ...outputs))).toMatchObject({
      output: name,
      pooling,
      dimensions,
    })
  })

  test.each([
    [{ pooling_mode_cls_token: true, pooling_mode_mean_tokens: false }, 'cls'],
    [{ pooling_mode_cls_token: false, pooling_mode_mean_tokens: true }, 'mean'],
    [{ pooling_mode_lasttoken: true }, 'last'],
  ])('is pooled as its files say: %j', async (pooling, expected) => {
    expect(await encoderOf({ ...textModel, '1_Pooling/config.json': pooling })).toMatchObject({
      pooling: expected,
    })
  })

  test('that reads from left to right is pooled at its end', async () => {
    const past: ValueInfo = { name: 'past_key_values.0.key', type: 'float32', shape: ['n', 2, 'past', 4] }
    const model = withModel([ids, mask, past], output('last_hidden_state', 'n', 'l', 8))
    expect(await encoderOf(model)).toMatchObject({ pooling: 'last' })
  })

  test('says what of its own way is not done', async () => {
    const found = await encoderOf({
      ...textModel,
      '1_Pooling/config.json': { pooling_mode_max_tokens: true },
      'modules.json': [{ type: 'sentence_transformers.models.Dense' }],
      'config_sentence_transformers.json': { prompts: { query: 'query: ', document: '' } },
    })
    expect(found).toMatchObject({ pooling: 'mean', prefix: '' })
    expect(found?.description).toMatch(/max_tokens.* dense layer .*“query: ”/)
  })

  test.each([
    [{ 'sentence_bert_config.json': { max_seq_length: 256 } }, 256],
    [{ 'tokenizer_config.json': { model_max_length: 128 } }, 128],
    [{ 'tokenizer_config.json': { model_max_length: 1e30 } }, 512],
    [
      {
        'config.json': { model_type: 'roberta', max_position_embeddings: 514, pad_token_id: 1 },
        'tokenizer_config.json': {},
      },
      512,
    ],
    [{ 'config.json': { model_type: 'other' }, 'tokenizer_config.json': {} }, 512],
  ])('reads as many tokens as the least of its files says: %j', async (changes, maxTokens) => {
    expect(await encoderOf({ ...textModel, ...changes })).toMatchObject({ maxTokens })
  })

  test('takes from its card what no file says', async () => {
    const card: KnownEncoder = {
      id: 'opened/model',
      title: 'A known one',
      modality: 'text',
      dimensions: 8,
      weights: 'model',
      output: 'last_hidden_state',
      pooling: 'cls',
      prefix: 'query: ',
      maxTokens: 77,
      licence: 'MIT',
      medical: 'Trained on abstracts.',
    }
    const image = { ...card, modality: 'image', prefix: 'no' } as const
    const stranger = { ...card, id: 'org/another', prefix: 'no' }
    const { encoders } = await inspect(textModel, { cards: [image, stranger, card] })
    // copied without its owner's folder it is known by its own name
    const published = { ...card, id: 'org/model' }
    expect((await inspect(textModel, { cards: [published] })).encoders).toEqual(encoders)
    const { id: _, medical, ...fields } = card
    expect(encoders).toEqual([{ ...fields, dtype: 'fp32', description: medical }])
    // whose output the graph lacks, or has in another shape, it is not believed in that
    for (const wrong of [{ output: 'sentence_embedding' }, { pooling: 'model' as const }])
      expect((await inspect(textModel, { cards: [{ ...card, ...wrong }] })).encoders).toMatchObject([
        { output: 'last_hidden_state', pooling: 'mean', prefix: 'query: ' },
      ])
  })
})

describe('an opened image encoder', () => {
  const image = (...outputs: ValueInfo[]) => ({ ...imageModel, 'onnx/model.onnx': onnx([pixels], outputs) })

  test.each([
    [
      'its embedding',
      [output('pooler_output', 'n', 8), output('image_embeds', 'n', 4)],
      'image_embeds',
      'model',
      4,
    ],
    [
      'its pooler',
      [output('last_hidden_state', 'n', 8, 'h', 'w'), output('pooler_output', 'n', 8)],
      'pooler_output',
      'model',
      8,
    ],
    ['a pooler that leaves ones', [output('pooler_output', 'n', 6, 1, 1)], 'pooler_output', 'model', 6],
    ['its class token', [output('last_hidden_state', 'n', 'l', 8)], 'last_hidden_state', 'cls', 8],
  ])('is read by %s', async (_, outputs, name, pooling, dimensions) => {
    expect(await encoderOf(image(...outputs))).toMatchObject({
      modality: 'image',
      maxTokens: 0,
      output: name,
      pooling,
      dimensions,
    })
  })

  test('whose only output is a map of places cannot be used', async () => {
    await expect(inspect(image(output('last_hidden_state', 'n', 8, 'h', 'w')))).rejects.toMatchObject({
      params: { file: 'onnx/model.onnx', reason: 'no usable output' },
    })
  })
})

describe('two encoders of one space', () => {
  const clip: Record<string, Content> = {
    ...textModel,
    'config.json': {
      model_type: 'clip',
      projection_dim: 4,
      text_config: { hidden_size: 8, max_position_embeddings: 77 },
    },
    'preprocessor_config.json': {},
    'onnx/model.onnx': onnx([ids, pixels], [output('text_embeds', 'n', 4), output('image_embeds', 'n', 4)]),
    'onnx/text_model.onnx': onnx([ids], [output('text_embeds', 'n', 'd')]),
    'onnx/vision_model.onnx': onnx([pixels], [output('image_embeds', 'n', 'd')]),
  }

  test('are both found, and share the folder', async () => {
    const found = await inspect(clip)
    expect(found.encoders).toMatchObject([
      { modality: 'text', weights: 'text_model', output: 'text_embeds', dimensions: 4, maxTokens: 77 },
      { modality: 'image', weights: 'vision_model', output: 'image_embeds', dimensions: 4 },
    ])
    expect(found.files.map(({ path }) => path)).not.toContain('onnx/model.onnx')
  })

  test('may be read by their poolers', async () => {
    const siglip = { ...clip, 'onnx/text_model.onnx': onnx([ids], [output('pooler_output', 'n', 4)]) }
    expect(await encoderOf(siglip)).toMatchObject({ output: 'pooler_output', pooling: 'model' })
  })

  test('in one graph cannot be used apart', async () => {
    const { 'onnx/text_model.onnx': _, 'onnx/vision_model.onnx': __, ...joined } = clip
    await expect(inspect(joined)).rejects.toMatchObject({
      params: { file: 'onnx/model.onnx', reason: 'unknown kind' },
    })
  })
})

describe('of several weights', () => {
  const weights = textModel['onnx/model.onnx'] as Uint8Array

  test.each([
    ['32 bits up to 200 MB', { model: 2e8, model_fp16: 1e8, model_quantized: 5e7 }, 'fp32'],
    ['else 16 bits', { model: 2.1e8, model_fp16: 1.05e8, model_quantized: 5e7 }, 'fp16'],
    ['else 8', { model: 2.1e8, model_quantized: 5e7 }, 'q8'],
    ['else 32 after all', { model: 2.1e8, model_q4: 5e7 }, 'fp32'],
    ['8 where there is nothing else', { model_quantized: 5e7, model_int8: 5e7 }, 'q8'],
    ['“model” among others', { model: 1e8, model_O4: 5e7 }, 'fp32'],
  ] as const)('%s', (_, sizes, dtype) => {
    const files = Object.entries(sizes).map(([name, size]) => ({ path: `onnx/${name}.onnx`, size }))
    expect(chooseWeights('org/name', files, {})).toEqual([{ weights: 'model', dtype }])
  })

  test('with external data are as large as both', () => {
    const files = [
      { path: 'onnx/model.onnx', size: 1e6 },
      { path: 'onnx/model.onnx_data', size: 2e8 },
      { path: 'onnx/model_fp16.onnx', size: 1e8 },
    ]
    expect(chooseWeights('org/name', files, {})).toEqual([{ weights: 'model', dtype: 'fp16' }])
  })

  test('those that are known', () => {
    const files = ['encoder_model', 'decoder_model'].map((name) => ({ path: `onnx/${name}.onnx`, size: 1 }))
    expect(chooseWeights('org/name', files, { known: ['encoder_model'] })).toMatchObject([
      { weights: 'encoder_model' },
    ])
  })

  test('the preferred one, or a failure that names it', async () => {
    const content = { ...textModel, 'onnx/model_fp16.onnx': weights }
    expect((await inspect(content, { dtype: 'fp16' })).encoders).toMatchObject([{ dtype: 'fp16' }])
    await expect(inspect(content, { dtype: 'q8' })).rejects.toMatchObject({
      code: 'model-file-missing',
      params: { file: 'onnx/model_quantized.onnx' },
    })
  })

  test('of which nothing says which one', async () => {
    const { 'onnx/model.onnx': _, ...rest } = textModel
    const files = { ...rest, 'onnx/encoder_model.onnx': weights, 'onnx/decoder_model.onnx': weights }
    await expect(inspect(files)).rejects.toMatchObject({
      params: { file: 'onnx', reason: 'several weights' },
    })
  })

  test('beside config.json are found', async () => {
    const { 'onnx/model.onnx': _, ...rest } = textModel
    const found = await inspect({ ...rest, 'model.onnx': weights })
    expect(found.files.map(({ path }) => path)).toContain('onnx/model.onnx')
  })
})

describe('a model that cannot be used', () => {
  const page = '\uFEFF\n<!DOCTYPE HTML><title>404</title>'
  const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n'

  test.each(Object.keys(textModel))('because %s is not there, says so', async (file) => {
    const { [file]: _, ...rest } = textModel
    const model = { id: 'opened/model', files: filesOf(rest) }
    await expect(inspectModel(model, { cards: [] })).rejects.toMatchObject({
      code: 'model-file-missing',
      params: { id: 'opened/model', file },
    })
  })

  test.each(Object.keys(textModel))('because %s is a web page, says so', async (file) => {
    for (const html of [page, '<html lang=en>'])
      await expect(inspect({ ...textModel, [file]: html })).rejects.toMatchObject({
        code: 'model-not-understood',
        params: { file, reason: 'web page' },
      })
  })

  test.each([
    ['config.json', '{"a": ', 'not json'],
    ['tokenizer.json', 'null', 'not json'],
    ['tokenizer.json', pointer, 'pointer'],
    ['onnx/model.onnx', pointer, 'pointer'],
    ['onnx/model.onnx', 'weights', 'not onnx'],
    ['onnx/model.onnx', (textModel['onnx/model.onnx'] as Uint8Array).subarray(0, 60), 'incomplete'],
    ['onnx/model.onnx', onnx([ids, mask], [output('logits', 'n', 'l', 100)]), 'no usable output'],
    ['onnx/model.onnx', onnx([pixels], [output('pooler_output', 'n', 8)]), 'other kind'],
    [
      'onnx/model.onnx',
      onnx([{ ...ids, name: 'input_features' }], [output('last_hidden_state', 'n', 'l', 8)]),
      'unknown kind',
    ],
    [
      'onnx/model.onnx',
      onnx([ids, { ...ids, name: 'decoder_input_ids' }], [output('last_hidden_state', 'n', 'l', 8)]),
      'unknown kind',
    ],
  ])('because of what %s holds', async (file, content, reason) => {
    await expect(inspect({ ...textModel, [file]: content })).rejects.toMatchObject({
      params: { file, reason },
    })
  })
})

describe('a manifest', () => {
  test('is made of what was read, and believed the next time', async () => {
    const manifest = await hashModel(await inspect(textModel), { source: 'org/name@abc' })
    expect(manifest).toMatchObject({ id: 'opened/model', source: 'org/name@abc' })
    expect(manifest.files.map(({ path }) => path)).toEqual(Object.keys(textModel).sort())

    const again = await inspect({ ...textModel, 'manifest.json': manifest })
    expect(again).toMatchObject({ id: manifest.id, encoders: manifest.encoders })
    expect(await hashModel(again)).toEqual(manifest)
  })

  test('names the file that differs', async () => {
    const manifest = await hashModel(await inspect(textModel))
    const folder: Record<string, Content> = { ...textModel, 'manifest.json': manifest }
    const file = 'tokenizer.json'
    const other = await inspect({ ...folder, [file]: { version: '1.1' } })
    await expect(hashModel(other)).rejects.toMatchObject({
      code: 'model-corrupted',
      params: { file, reason: 'checksum' },
    })
    await expect(inspect({ ...folder, [file]: {} })).rejects.toMatchObject({
      params: { file, reason: 'size' },
    })
    const { [file]: _, ...rest } = folder
    await expect(inspect(rest)).rejects.toMatchObject({ code: 'model-file-missing', params: { file } })
    await expect(
      inspect({ ...folder, 'manifest.json': { ...manifest, revision: '0'.repeat(16) } }),
    ).rejects.toMatchObject({
      code: 'model-corrupted',
      params: { reason: 'manifest' },
    })
    await expect(inspect({ ...folder, 'manifest.json': '<html>' })).rejects.toMatchObject({
      params: { reason: 'web page' },
    })
  })
})
