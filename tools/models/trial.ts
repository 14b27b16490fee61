import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { weightsPath, type EncoderSpec } from '../../src/core/encoders/encoder.ts'
import type { ManifestEncoder } from '../../src/core/encoders/manifest.ts'
import { isExternalData, preprocessorName } from '../../src/core/encoders/model-layout.ts'
import { trialInputs, type Trial } from '../../src/core/encoders/trial.ts'
import { Failure } from '../../src/core/failure.ts'
import type { EncoderModel } from '../../src/engine/protocol.ts'
import { selfTestInput } from '../../src/engine/self-test.ts'
import { readFolder } from './folder.ts'

/**
 * Encodes two made-up inputs with the app's own encoders and the transformers.js of Node: what they give is what the
 * app must give.
 * @param models the folder that holds org/name
 * @throws Failure 'model-load-failed'; 'model-output-wrong' and 'not-finite' for vectors that are none
 */
export async function tryEncoder(models: string, id: string, encoder: ManifestEncoder): Promise<Trial> {
  const spec: EncoderSpec = { id, revision: '', bytes: 0, ...encoder }
  try {
    const inputs = trialInputs(spec.modality, await readPreprocessor(join(models, id), spec))
    const { model, dispose } = await loadEncoder(models, spec)
    try {
      const { vectors } = await model.encode(inputs.map(selfTestInput))
      return { encoder, inputs, vectors }
    } finally {
      await dispose()
    }
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown
    throw new Failure('model-load-failed', { id, device: 'this computer', detail: String(thrown) })
  }
}

async function readPreprocessor(folder: string, { modality }: EncoderSpec): Promise<unknown> {
  return modality === 'image' ? JSON.parse(await readFile(join(folder, preprocessorName), 'utf8')) : null
}

/** Loaded when it is needed: most commands about models run none. */
async function loadEncoder(
  models: string,
  spec: EncoderSpec,
): Promise<{ model: EncoderModel; dispose: () => Promise<unknown> }> {
  const { AutoImageProcessor, AutoModel, AutoTokenizer, env } = await import('@huggingface/transformers')
  const { createImageEncoder } = await import('../../src/engine/image-encoder.ts')
  const { createTextEncoder } = await import('../../src/engine/text-encoder.ts')
  const { id } = spec
  env.allowRemoteModels = false
  env.localModelPath = models
  const files = readFolder(join(models, id)).map(({ path }) => path)
  const model = await AutoModel.from_pretrained(id, {
    device: 'cpu',
    dtype: spec.dtype,
    model_file_name: spec.weights,
    // the number of files that hold the weights beside the graph
    use_external_data_format: files.filter((path) => isExternalData(path, weightsPath(spec))).length,
  })
  const parts = { spec, device: 'wasm', gpu: null, model } as const
  const dispose = (): Promise<unknown> => model.dispose()
  try {
    if (spec.modality === 'text') {
      const tokenizer = await AutoTokenizer.from_pretrained(id)
      return { model: createTextEncoder({ ...parts, tokenizer, longTexts: 'truncate' }), dispose }
    }
    const processor = await AutoImageProcessor.from_pretrained(id, {})
    return { model: createImageEncoder({ ...parts, processor }), dispose }
  } catch (thrown) {
    await dispose()
    throw thrown
  }
}
