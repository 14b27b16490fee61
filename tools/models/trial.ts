import type { EncoderSpec } from '../../src/core/encoders/encoder.ts'
import { Failure } from '../../src/core/failure.ts'

/** The parts of a transformers.js tensor that are looked at. */
interface Output {
  readonly dims: readonly number[]
  readonly data: ArrayLike<number>
}

const text = 'Cough and fever for three days.'
const side = 96

/**
 * Loads an encoder with transformers.js, as the app does, and encodes one text or picture.
 * @param models the folder that holds org/name
 * @param externalFiles in how many further files its weights lie
 * @throws Failure 'model-load-failed', 'model-output-wrong'
 */
export async function tryEncoder(models: string, spec: EncoderSpec, externalFiles: number): Promise<void> {
  const { id, output, pooling, dimensions } = spec
  const outputs = await runOnce(models, spec, externalFiles).catch((thrown: unknown) => {
    throw new Failure('model-load-failed', { id, device: 'this computer', detail: String(thrown) })
  })
  const given = outputs[output]
  const last = given?.dims.at(-1)
  const size = pooling === 'model' ? given?.data.length : last
  const isFinite = given !== undefined && Array.from(given.data, Number).every(Number.isFinite)
  if (size === dimensions && isFinite) return
  throw new Failure('model-output-wrong', {
    id,
    output,
    expected: `${dimensions} finite numbers`,
    actual: given
      ? `[${given.dims.join(', ')}]${isFinite ? '' : ' with numbers that are not finite'}`
      : 'nothing',
  })
}

async function runOnce(
  models: string,
  spec: EncoderSpec,
  externalFiles: number,
): Promise<Record<string, Output | undefined>> {
  const { AutoImageProcessor, AutoModel, AutoTokenizer, env, RawImage } =
    await import('@huggingface/transformers')
  env.allowRemoteModels = false
  env.localModelPath = models
  const model = await AutoModel.from_pretrained(spec.id, {
    device: 'cpu',
    dtype: spec.dtype,
    model_file_name: spec.weights,
    use_external_data_format: externalFiles,
  })
  try {
    if (spec.modality === 'text') {
      const tokenizer = await AutoTokenizer.from_pretrained(spec.id)
      return await model(tokenizer(spec.prefix + text))
    }
    const processor = await AutoImageProcessor.from_pretrained(spec.id, {})
    const pixels = Uint8ClampedArray.from({ length: side * side * 3 }, (_, i) => i % 256)
    const { pixel_values } = await processor(new RawImage(pixels, side, side, 3))
    return await model({ pixel_values })
  } finally {
    await model.dispose()
  }
}
