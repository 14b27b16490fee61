import { RawImage, type AutoImageProcessor, type AutoModel } from '@huggingface/transformers'
import type { EncoderSpec } from '../core/encoders/encoder.ts'
import { Failure } from '../core/failure.ts'
import { guarded, type DeviceLost } from './encoder-failures.ts'
import { poolOutput } from './pool-output.ts'
import type { EncoderDevice, EncoderInput, EncoderModel } from './protocol.ts'
import { runModel } from './run-model.ts'

interface ImageParts {
  readonly spec: EncoderSpec
  readonly device: EncoderDevice
  readonly deviceLost: DeviceLost | null
  readonly model: Awaited<ReturnType<typeof AutoModel.from_pretrained>>
  readonly processor: Awaited<ReturnType<typeof AutoImageProcessor.from_pretrained>>
}

export function createImageEncoder({ spec, device, deviceLost, model, processor }: ImageParts): EncoderModel {
  return {
    spec,
    device,

    measure: (pictures) =>
      Promise.resolve({
        cost: new Int32Array(pictures.length).fill(1),
        overlong: new Uint8Array(pictures.length),
      }),

    async encode(pictures) {
      const decoded = await decodeAll(pictures)
      return guarded(
        async () => {
          const { pixel_values } = await processor(decoded)
          return poolOutput(await runModel(model, { pixel_values }), spec, pictures.length, null)
        },
        { id: spec.id, inputs: pictures.length, deviceLost },
      )
    },
  }
}

/** @throws Failure 'picture-unreadable' with the number of those that cannot be decoded */
async function decodeAll(pictures: readonly EncoderInput[]): Promise<RawImage[]> {
  const decoded = await Promise.all(pictures.map((picture) => decode(picture).catch(() => null)))
  const readable = decoded.filter((image) => image !== null)
  if (readable.length < decoded.length)
    throw new Failure('picture-unreadable', { count: decoded.length - readable.length })
  return readable
}

async function decode(picture: EncoderInput): Promise<RawImage> {
  if (picture instanceof Blob) return (await RawImage.fromBlob(picture)).rgb()
  if (typeof picture === 'string')
    throw new Failure('internal', { where: 'image encoder', detail: 'a text came as a picture' })
  return new RawImage(picture.data, picture.width, picture.height, 3)
}
