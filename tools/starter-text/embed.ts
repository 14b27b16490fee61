import { AutoModel, AutoTokenizer, env } from '@huggingface/transformers'
import { planBatches } from '../../src/core/encoders/bucketing.ts'
import { matrix, type Matrix } from '../../src/core/math/matrix.ts'

/** The shipped encoder in Node: texts -> vectors [n, dimensions], as the app gives them. */
export async function loadStarter(folder = 'public/models/', id = 'nearside/starter-text') {
  env.allowRemoteModels = false
  env.localModelPath = folder
  const tokenizer = await AutoTokenizer.from_pretrained(id)
  const model = await AutoModel.from_pretrained(id, { device: 'cpu', dtype: 'q8' })

  return {
    /** The pieces a text is read as. */
    tokens: (text: string): string[] => tokenizer.tokenize(text),

    async embed(texts: readonly string[], maxBatch = 32): Promise<Matrix> {
      const lengths = Int32Array.from(texts, (text) => tokenizer.encode(text).length)
      let vectors: Matrix | undefined
      for (const batch of planBatches(lengths, { maxBatch, maxTokensPerBatch: 4096 })) {
        const inputs = tokenizer(
          Array.from(batch, (i) => texts[i]!),
          { padding: true, truncation: true },
        )
        const { sentence_embedding: embedding } = await model(inputs)
        const dimensions = embedding.dims[1] as number
        vectors ??= matrix(texts.length, dimensions)
        for (const [row, i] of batch.entries())
          vectors.data.set(embedding.data.subarray(row * dimensions, (row + 1) * dimensions), i * dimensions)
      }
      return vectors!
    },
  }
}
