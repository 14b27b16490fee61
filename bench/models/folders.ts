import { readFileSync } from 'node:fs'
import type { FolderFile } from '../../src/core/archives/folder-file.ts'
import type { EncoderSpec } from '../../src/core/encoders/encoder.ts'
import { hashModel } from '../../src/core/encoders/hash-model.ts'
import { inspectModel } from '../../src/core/encoders/inspect-model.ts'
import { encodersOf, manifestName } from '../../src/core/encoders/manifest.ts'
import { readFolder } from '../../tools/models/folder.ts'
import { writeOnnx } from '../../src/core/onnx/write.ts'
import { fromRoot } from '../../tools/paths.ts'
import { jsonFile, type Files } from '../../tools/starter/model-folder.ts'
import { randomBert, type BertSizes } from './random-bert.ts'

/** One encoder, and every file of its model by path, the manifest included. */
export interface BenchModel {
  readonly spec: EncoderSpec
  readonly files: Files
}

const starterText = fromRoot('public', 'models', 'nearside', 'starter-text')

/** A model beside the project, as the app would open it; null where it is not there. */
export async function sharedModel(id: string): Promise<BenchModel | null> {
  const files = readFolder(fromRoot('..', 'shared', 'models', id))
  return files.length > 0 ? withManifest(id, files) : null
}

/** A BERT of these sizes with random weights; it reads texts with the starter encoder's tokenizer. */
export async function randomBertModel(
  id: string,
  sizes: Omit<BertSizes, 'vocabulary'>,
  seed: number,
): Promise<BenchModel> {
  const read = (name: string): Record<string, unknown> =>
    JSON.parse(readFileSync(`${starterText}/${name}`, 'utf8')) as Record<string, unknown>
  const vocabulary = Number(read('config.json')['vocab_size'])
  const files = new Map<string, Uint8Array>([
    [
      'config.json',
      jsonFile({
        ...read('config.json'),
        hidden_size: sizes.width,
        num_hidden_layers: sizes.layers,
        num_attention_heads: sizes.heads,
        intermediate_size: sizes.intermediate,
        max_position_embeddings: sizes.maxTokens,
      }),
    ],
    ['tokenizer.json', readFileSync(`${starterText}/tokenizer.json`)],
    [
      'tokenizer_config.json',
      jsonFile({ ...read('tokenizer_config.json'), model_max_length: sizes.maxTokens }),
    ],
    ['onnx/model.onnx', writeOnnx(randomBert({ ...sizes, vocabulary }, seed))],
  ])
  return withManifest(id, Array.from(files, inMemory))
}

/** What the app would make of these files; those that it does not need are left out. */
async function withManifest(id: string, files: readonly FolderFile[]): Promise<BenchModel> {
  const model = await inspectModel({ id, files }, { cards: [] })
  const manifest = await hashModel(model)
  const contents = new Map<string, Uint8Array>([[manifestName, jsonFile(manifest)]])
  for (const file of model.files) contents.set(file.path, await file.read(0, file.size))
  return { spec: encodersOf(manifest)[0]!, files: contents }
}

const inMemory = ([path, content]: readonly [string, Uint8Array]): FolderFile => ({
  path,
  size: content.length,
  read: (start, end) => Promise.resolve(Uint8Array.from(content.subarray(start, end))),
})
