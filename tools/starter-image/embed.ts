import { AutoImageProcessor, AutoModel, env, type RawImage } from '@huggingface/transformers'
import { matrix, type Matrix } from '../../src/core/math/matrix.ts'

/** The shipped encoder in Node: pictures -> vectors [n, dimensions], as the app gives them. */
export async function loadStarter(folder = 'public/models/', id = 'nearside/starter-image') {
  env.allowRemoteModels = false
  env.localModelPath = folder
  const processor = await AutoImageProcessor.from_pretrained(id)
  const model = await AutoModel.from_pretrained(id, { device: 'cpu', dtype: 'fp32' })

  return {
    async embed(pictures: readonly RawImage[], maxBatch = 8): Promise<Matrix> {
      let vectors: Matrix | undefined
      for (let start = 0; start < pictures.length; start += maxBatch) {
        const { image_embeds: embeds } = await model(await processor(pictures.slice(start, start + maxBatch)))
        const cols = embeds.dims[1] as number
        vectors ??= matrix(pictures.length, cols)
        vectors.data.set(embeds.data as Float32Array, start * cols)
      }
      return vectors!
    },
  }
}
