import { join } from 'node:path'
import { AutoImageProcessor, AutoModel, AutoTokenizer, env } from '@huggingface/transformers'
import { weightsPath, type EncoderSpec } from '../../src/core/encoders/encoder.ts'
import { isExternalData } from '../../src/core/encoders/model-layout.ts'
import { createImageEncoder } from '../../src/engine/image-encoder.ts'
import type { EncoderModel } from '../../src/engine/protocol.ts'
import { createTextEncoder } from '../../src/engine/text-encoder.ts'
import { readFolder } from './folder.ts'

type Model = Awaited<ReturnType<typeof AutoModel.from_pretrained>>

/** The app's own encoder over any runtime's model; transformers.js must know its folder. */
export async function encoderOver(spec: EncoderSpec, model: Model): Promise<EncoderModel> {
  // 'wasm' stands for any processor here: no device can be lost
  const parts = { spec, device: 'wasm', gpu: null, model } as const
  return spec.modality === 'text'
    ? createTextEncoder({
        ...parts,
        tokenizer: await AutoTokenizer.from_pretrained(spec.id),
        longTexts: 'truncate',
      })
    : createImageEncoder({ ...parts, processor: await AutoImageProcessor.from_pretrained(spec.id, {}) })
}

export interface NodeEncoder {
  readonly encoder: EncoderModel
  /** Gives the model's memory back. */
  dispose(): Promise<unknown>
}

/**
 * The app's own encoder over onnxruntime-node: same batches, same pooling, native code.
 * @param models the folder that holds org/name
 * @param sessionOptions of onnxruntime, such as the number of threads
 */
export async function openInNode(
  models: string,
  spec: EncoderSpec,
  sessionOptions: Readonly<Record<string, unknown>> = {},
): Promise<NodeEncoder> {
  stayIn(models)
  const files = readFolder(join(models, spec.id)).map(({ path }) => path)
  const model = await AutoModel.from_pretrained(spec.id, {
    device: 'cpu',
    dtype: spec.dtype,
    model_file_name: spec.weights,
    // the number of files that hold the weights beside the graph
    use_external_data_format: files.filter((path) => isExternalData(path, weightsPath(spec))).length,
    session_options: sessionOptions,
  })
  const dispose = (): Promise<unknown> => model.dispose()
  try {
    return { encoder: await encoderOver(spec, model), dispose }
  } catch (thrown) {
    await dispose()
    throw thrown
  }
}

/** From here on transformers.js knows the models of this folder and asks nobody for others. */
export function stayIn(models: string): void {
  env.allowRemoteModels = false
  env.localModelPath = models
}
