import { RawImage, type AutoImageProcessor, type AutoModel } from '@huggingface/transformers'
import type { EncoderSpec } from '../core/encoders/encoder.ts'
import { Failure } from '../core/failure.ts'
import { guarded, isOutOfMemory } from './encoder-failures.ts'
import { measuredPictures } from './measured-pictures.ts'
import { poolOutput } from './pool-output.ts'
import type { EncoderDevice, EncoderInput, EncoderModel } from './protocol.ts'
import { runModel } from './run-model.ts'
import type { WatchedDevice } from './watched-device.ts'

interface ImageParts {
  readonly spec: EncoderSpec
  readonly device: EncoderDevice
  readonly gpu: WatchedDevice | null
  readonly model: Awaited<ReturnType<typeof AutoModel.from_pretrained>>
  readonly processor: Awaited<ReturnType<typeof AutoImageProcessor.from_pretrained>>
}

export function createImageEncoder({ spec, device, gpu, model, processor }: ImageParts): EncoderModel {
  return {
    spec,
    device,

    measure: (pictures) => Promise.resolve(measuredPictures(pictures.length)),

    encode: (pictures) =>
      guarded(
        async () => {
          const { pixel_values } = await processor(await decodeAll(pictures))
          return poolOutput(await runModel(model, { pixel_values }), spec, pictures.length, null)
        },
        { id: spec.id, inputs: pictures.length, gpu },
      ),
  }
}

/** @throws Failure 'picture-unreadable' with the number of those that cannot be decoded */
async function decodeAll(pictures: readonly EncoderInput[]): Promise<RawImage[]> {
  const readable: RawImage[] = []
  // one after the other: a decoded radiograph takes fifty times the memory of its file
  for (const picture of pictures) {
    const image = await decode(picture).catch((thrown: unknown) => {
      if (isOutOfMemory(thrown)) throw thrown
      return null
    })
    if (image) readable.push(image)
  }
  if (readable.length < pictures.length)
    throw new Failure('picture-unreadable', { count: pictures.length - readable.length })
  return readable
}

async function decode(picture: EncoderInput): Promise<RawImage> {
  if (picture instanceof Blob) return (await RawImage.fromBlob(picture)).rgb()
  if (typeof picture === 'string')
    throw new Failure('internal', { where: 'image encoder', detail: 'a text came as a picture' })
  return new RawImage(picture.data, picture.width, picture.height, 3)
}
