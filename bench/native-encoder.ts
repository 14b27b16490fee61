import { AutoImageProcessor, AutoModel, AutoTokenizer, env } from '@huggingface/transformers'
import type { EncoderSpec } from '../src/core/encoders/encoder.ts'
import { createImageEncoder } from '../src/engine/image-encoder.ts'
import type { EncoderModel } from '../src/engine/protocol.ts'
import { createTextEncoder } from '../src/engine/text-encoder.ts'

/**
 * The app's own encoder over onnxruntime-node in place of its WebAssembly build: same batches, same pooling, native
 * code. What the app could reach at most.
 * @param modelsFolder holds org/name folders, with a slash at its end
 */
export async function loadNative(
  spec: EncoderSpec,
  modelsFolder: string,
  threads: number,
): Promise<EncoderModel> {
  env.allowRemoteModels = false
  env.localModelPath = modelsFolder
  const model = await AutoModel.from_pretrained(spec.id, {
    device: 'cpu',
    dtype: spec.dtype,
    model_file_name: spec.weights,
    session_options: { intraOpNumThreads: threads, interOpNumThreads: 1 },
  })
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
