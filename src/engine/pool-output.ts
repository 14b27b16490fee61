import type { EncoderSpec } from '../core/encoders/encoder.ts'
import { clsPooling, markPresent, meanPooling, type PooledVectors } from '../core/encoders/pooling.ts'
import { Failure } from '../core/failure.ts'
import { matrix } from '../core/math/matrix.ts'

/** What a model's graph gives, by the names that exported text models use. */
export interface ModelOutput {
  /** [n, dimensions] */
  readonly sentence_embedding?: { readonly data: ArrayLike<number> | ArrayLike<bigint> }
  /** [n, length, dimensions] */
  readonly last_hidden_state?: { readonly data: ArrayLike<number> | ArrayLike<bigint> }
}

/**
 * One vector a text, as the encoder's entry in the catalogue says.
 * @throws Failure 'internal' when the graph lacks the output that the entry names; 'not-finite', since an overflow on
 *   the device must not pass for a missing text
 */
export function poolOutput(
  output: ModelOutput,
  { id, pooling, dimensions }: Pick<EncoderSpec, 'id' | 'pooling' | 'dimensions'>,
  batch: { readonly n: number; readonly length: number; readonly mask: BigInt64Array },
): PooledVectors {
  const name = pooling === 'model' ? 'sentence_embedding' : 'last_hidden_state'
  const values = output[name]?.data
  if (!(values instanceof Float32Array))
    throw new Failure('internal', { where: 'poolOutput', detail: `${id} has no float32 output ${name}` })
  if (!values.every(Number.isFinite)) throw new Failure('not-finite', { where: id })
  if (pooling === 'model') return markPresent(matrix(batch.n, dimensions, new Float32Array(values)))
  return (pooling === 'mean' ? meanPooling : clsPooling)({ ...batch, dimensions, values })
}
