import { InferenceSession, Tensor, type Tensor as Value } from 'onnxruntime-node'
import type { Feed } from '../feeds.ts'

/** Runs a file in onnxruntime-node; every output by its name. */
export async function runOnnx(
  bytes: Uint8Array,
  feeds: readonly Feed[],
): Promise<Readonly<Record<string, Value>>> {
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1 })
  try {
    return await session.run(
      Object.fromEntries(
        feeds.map(({ name, type, data, dims }) => [
          name,
          new Tensor(type as 'float32', data as Float32Array, dims),
        ]),
      ),
    )
  } finally {
    await session.release()
  }
}

export function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity
  let largest = 0
  for (let i = 0; i < actual.length; i++) {
    const difference = Math.abs(actual[i]! - expected[i]!)
    // NaN is no agreement
    if (!(difference <= largest)) largest = difference
  }
  return largest
}
