import type { EncoderSpec } from '../core/encoders/encoder.ts'
import {
  clsPooling,
  lastPooling,
  markPresent,
  meanPooling,
  type PooledVectors,
} from '../core/encoders/pooling.ts'
import { Failure } from '../core/failure.ts'
import { matrix } from '../core/math/matrix.ts'

/** One output of a graph, row-major; half-precision ones have been widened. */
export interface OutputTensor {
  readonly data: ArrayLike<number> | ArrayLike<bigint>
  readonly dims: readonly number[]
}

/** What a model's graph gives, by the names of its outputs. */
export type ModelOutput = Readonly<Record<string, OutputTensor | undefined>>

const overTokens = { mean: meanPooling, cls: clsPooling, last: lastPooling } as const

/**
 * One vector an input, as the encoder's manifest says.
 * @param mask [n, length], 0 at padding; null where every token counts (pictures)
 * @throws Failure 'model-output-wrong' when the graph lacks that output or gives another shape; 'not-finite', since an
 *   overflow on the device must not pass for a missing input
 */
export function poolOutput(
  outputs: ModelOutput,
  { id, output, pooling, dimensions }: Pick<EncoderSpec, 'id' | 'output' | 'pooling' | 'dimensions'>,
  n: number,
  mask: BigInt64Array | null,
): PooledVectors {
  const tensor = outputs[output]
  const values = tensor?.data
  const length = pooling === 'model' ? 1 : (tensor?.dims[1] ?? 0)
  const fits = values instanceof Float32Array && values.length === n * length * dimensions && length > 0
  if (!fits)
    throw new Failure('model-output-wrong', {
      id,
      output,
      expected: `float32 [${pooling === 'model' ? `${n}, ${dimensions}` : `${n}, tokens, ${dimensions}`}]`,
      actual: tensor ? `[${tensor.dims.join(', ')}]` : `absent (there is ${Object.keys(outputs).join(', ')})`,
    })
  if (!allFinite(values)) throw new Failure('not-finite', { where: id })
  if (pooling === 'model') return markPresent(matrix(n, dimensions, new Float32Array(values)))
  const all = mask ?? new BigInt64Array(n * length).fill(1n)
  return overTokens[pooling]({ n, length, dimensions, values, mask: all })
}

/** A loop, as `every` calls a function a value: these are a megabyte of token vectors a batch. */
function allFinite(values: Float32Array): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return false
  return true
}
