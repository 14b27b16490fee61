import { findEncoder } from '../src/core/encoders/installed.ts'
import { encodersOf } from '../src/core/encoders/manifest.ts'
import { listServedModels, selfTestInput, servedSource } from '../src/engine/client.ts'
import { loadEncoder } from '../src/engine/encode-engine.ts'

export interface ImageTiming {
  /** A picture's share of a batch, from pixels to vector, of each batch. */
  readonly batched: readonly number[]
  /** Of each picture by itself. */
  readonly alone: readonly number[]
}

/**
 * Times an image encoder with one thread, on the page itself: a worker would take as many threads as there are cores.
 * @param side of the pictures, in pixels: the preprocessor's own, so that none is resized
 */
export async function timePictures(
  id: string,
  { side, count, batch }: { side: number; count: number; batch: number },
): Promise<ImageTiming> {
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: 1 })
  const served = (await listServedModels()).flatMap(({ manifest }) => (manifest ? encodersOf(manifest) : []))
  const { encoder } = await loadEncoder({
    spec: findEncoder(served, 'image', id),
    source: servedSource(),
    longTexts: 'truncate',
    preference: 'wasm',
  })
  const pictures = Array.from({ length: count }, (_, seed) =>
    selfTestInput({ picture: { width: side, height: side, seed } }),
  )
  const time = async (size: number): Promise<number[]> => {
    // the first run of a shape is slower
    await encoder.encode(pictures.slice(0, size))
    const times: number[] = []
    for (let at = 0; at < count; at += size) {
      const begun = performance.now()
      await encoder.encode(pictures.slice(at, at + size))
      times.push((performance.now() - begun) / size)
    }
    return times
  }
  return { batched: await time(batch), alone: await time(1) }
}
