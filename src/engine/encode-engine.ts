import { AutoImageProcessor, AutoModel, AutoTokenizer, env } from '@huggingface/transformers'
import { weightsPath, type EncoderSpec } from '../core/encoders/encoder.ts'
import { selfTestName } from '../core/encoders/self-test.ts'
import { isExternalData } from '../core/encoders/model-layout.ts'
import { Failure } from '../core/failure.ts'
import { chooseDevice } from './device.ts'
import { encoderFailure, watchRuntimeDevice } from './encoder-failures.ts'
import { createImageEncoder } from './image-encoder.ts'
import { setLocalRuntime } from './local-runtime.ts'
import { fetchFrom, readJson, readModel, type ModelFiles } from './model-files.ts'
import type { EncoderDevice, EncoderModel, EncoderOptions } from './protocol.ts'
import { createTextEncoder } from './text-encoder.ts'

const localFolder = '/models/'

/**
 * Loads a verified model with transformers.js, wholly from this origin or from files of the user's.
 * @returns with the folder's self-test.json, null where it has none
 * @throws Failure 'model-missing', 'model-corrupted', 'model-load-failed', 'out-of-memory', 'no-webgpu'
 */
export async function loadEncoder(
  options: EncoderOptions,
): Promise<{ encoder: EncoderModel; selfTest: unknown }> {
  const { spec, source, preference } = options
  const device = await chooseDevice(preference, spec.dtype)
  const files = await readModel(spec, source)
  setLocalRuntime(localFolder)
  env.fetch = fetchFrom(files, `${localFolder}${spec.id}/`) as typeof fetch
  const selfTest = files.get(selfTestName)
  try {
    const encoder = await createEncoder(options, device, files)
    return { encoder, selfTest: selfTest ? readJson(selfTest) : null }
  } catch (thrown) {
    const failure = encoderFailure(thrown, spec.id, 1)
    if (failure) throw failure
    throw new Failure('model-load-failed', { id: spec.id, device, detail: String(thrown) })
  } finally {
    // The session holds its own copy by now; nothing more is ever asked for.
    env.fetch = fetchFrom(new Map(), localFolder) as typeof fetch
  }
}

async function createEncoder(
  { spec, longTexts }: EncoderOptions,
  device: EncoderDevice,
  files: ModelFiles,
): Promise<EncoderModel> {
  const { id, modality } = spec
  const model = await AutoModel.from_pretrained(id, modelOptions(spec, device, files))
  const gpu = device === 'webgpu' ? await watchRuntimeDevice(id) : null
  if (modality === 'text') {
    const tokenizer = await AutoTokenizer.from_pretrained(id)
    return createTextEncoder({ spec, device, gpu, model, tokenizer, longTexts })
  }
  const processor = await AutoImageProcessor.from_pretrained(id, {})
  return createImageEncoder({ spec, device, gpu, model, processor })
}

function modelOptions(spec: EncoderSpec, device: EncoderDevice, files: ModelFiles) {
  return {
    device,
    dtype: spec.dtype,
    model_file_name: spec.weights,
    // the number of files that hold the weights beside the graph
    use_external_data_format: [...files.keys()].filter((path) => isExternalData(path, weightsPath(spec)))
      .length,
  }
}
