import { Tensor, type AutoModel, type AutoTokenizer } from '@huggingface/transformers'
import { planBatches } from '../core/encoders/bucketing.ts'
import type { EncoderSpec } from '../core/encoders/encoder.ts'
import type { LongTexts } from '../core/encoders/long-texts.ts'
import { markPresent, type PooledVectors } from '../core/encoders/pooling.ts'
import { matrix, row, type Matrix } from '../core/math/matrix.ts'
import { batchLimits } from './batch-limits.ts'
import { guarded } from './encoder-failures.ts'
import { poolOutput } from './pool-output.ts'
import type { EncoderDevice, EncoderModel } from './protocol.ts'
import { runModel } from './run-model.ts'
import { countTokens, createTokenPieces } from './token-pieces.ts'
import type { WatchedDevice } from './watched-device.ts'

interface TextParts {
  readonly spec: EncoderSpec
  readonly device: EncoderDevice
  readonly gpu: WatchedDevice | null
  readonly model: Awaited<ReturnType<typeof AutoModel.from_pretrained>>
  readonly tokenizer: Awaited<ReturnType<typeof AutoTokenizer.from_pretrained>>
  readonly longTexts: LongTexts
}

export function createTextEncoder(parts: TextParts): EncoderModel {
  const { spec, device, gpu, model, tokenizer, longTexts } = parts
  const tokens = createTokenPieces((text) => tokenizer.encode(spec.prefix + text), spec.maxTokens, longTexts)
  const special = new Set(tokenizer.all_special_ids)
  // A graph without a mask takes padding for text: it is padded to the length that it was trained with, whatever the
  // other texts of the batch.
  const fixedLength = model.sessions['model']?.inputNames.includes('attention_mask') ? 0 : spec.maxTokens
  const { prefix, suffix } = tokens.frame
  /** A piece of unknown words only is missing, whatever vector a model may give for it (R7). */
  const isKnown = (ids: Int32Array): boolean =>
    ids.subarray(prefix, ids.length - suffix).some((id) => !special.has(id))

  return {
    spec,
    device,

    measure(texts) {
      const measured = (texts as readonly string[]).map(tokens.measure)
      return Promise.resolve({
        cost: Int32Array.from(measured, countTokens),
        overlong: Uint8Array.from(measured, ({ overlong }) => (overlong ? 1 : 0)),
      })
    },

    async encode(texts) {
      const taken = (texts as readonly string[]).map((text) => tokens.take(text).pieces.filter(isKnown))
      const vectors = await guarded(() => encodePieces(taken.flat()), {
        id: spec.id,
        inputs: texts.length,
        gpu,
      })
      return meanOfPieces(taken, vectors)
    },
  }

  /** Pieces of text -> their vectors, [pieces, dimensions]; windows may be more than a batch holds. */
  async function encodePieces(pieces: readonly Int32Array[]): Promise<Matrix> {
    const vectors = matrix(pieces.length, spec.dimensions)
    const lengths = Int32Array.from(pieces, (ids) => ids.length)
    for (const batch of planBatches(lengths, batchLimits[device].text)) {
      const pooled = await run(Array.from(batch, (i) => pieces[i]!))
      batch.forEach((i, at) => row(vectors, i).set(row(pooled.vectors, at)))
    }
    return vectors
  }

  async function run(pieces: readonly Int32Array[]): Promise<PooledVectors> {
    const n = pieces.length
    const length = Math.max(fixedLength, ...pieces.map((ids) => ids.length))
    const ids = new BigInt64Array(n * length).fill(BigInt(tokenizer.pad_token_id ?? 0))
    const mask = new BigInt64Array(n * length)
    pieces.forEach((piece, i) => {
      piece.forEach((id, j) => {
        ids[i * length + j] = BigInt(id)
        mask[i * length + j] = 1n
      })
    })
    const shape = [n, length]
    const output = await runModel(model, {
      input_ids: new Tensor('int64', ids, shape),
      attention_mask: new Tensor('int64', mask, shape),
    })
    return poolOutput(output, spec, n, mask)
  }
}

/** One vector a text: the mean of its pieces' vectors, which are of nearly equal length. */
function meanOfPieces(texts: readonly (readonly Int32Array[])[], vectors: Matrix): PooledVectors {
  const means = matrix(texts.length, vectors.cols)
  let at = 0
  texts.forEach((pieces, i) => {
    const mean = row(means, i)
    for (let piece = 0; piece < pieces.length; piece++)
      row(vectors, at++).forEach((value, j) => (mean[j]! += value / pieces.length))
  })
  return markPresent(means)
}
