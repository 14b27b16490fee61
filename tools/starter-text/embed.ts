import { AutoModel, AutoTokenizer, env, Tensor } from '@huggingface/transformers'
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
      const tokenOptions = { truncation: true, padding: false, return_tensor: false }
      const { input_ids: ids } = tokenizer([...texts], tokenOptions) as { input_ids: number[][] }
      const lengths = Int32Array.from(ids, (tokens) => tokens.length)
      let vectors: Matrix | undefined
      for (const batch of planBatches(lengths, { maxBatch, maxTokensPerBatch: 4096 })) {
        const inputs = padded(Array.from(batch, (i) => ids[i]!))
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

/** Token ids and the mask of a batch, [texts, longest]; what is masked may be any token. */
function padded(ids: readonly (readonly number[])[]): { input_ids: Tensor; attention_mask: Tensor } {
  const length = Math.max(...ids.map((tokens) => tokens.length))
  const input = new BigInt64Array(ids.length * length)
  const mask = new BigInt64Array(ids.length * length)
  ids.forEach((tokens, row) => {
    input.set(tokens.map(BigInt), row * length)
    mask.fill(1n, row * length, row * length + tokens.length)
  })
  const tensor = (data: BigInt64Array): Tensor => new Tensor('int64', data, [ids.length, length])
  return { input_ids: tensor(input), attention_mask: tensor(mask) }
}
