import type { Rng } from '../math/rng.ts'

/** Two 32-bit words that name the mask of one training step. */
export type DropoutKey = readonly [number, number]

/**
 * Which hidden units are left out, step by step. A step's mask follows from its key and each unit's index alone, by
 * integer arithmetic that a shader or a wasm kernel repeats bit for bit: every trainer follows the same trajectory.
 */
export interface DropoutStream {
  nextKey(): DropoutKey
}

export function dropoutStream(rng: Rng): DropoutStream {
  const word = (): number => rng.int(4294967296)
  return { nextKey: () => [word(), word()] }
}

/**
 * A mask for `length` hidden activations (row-major, [batch, h]): 0 with probability `rate`, else 1 / (1 - rate), so that
 * sums keep their expectation (PyTorch's "inverted" dropout).
 * @param rate in [0, 1)
 */
export function dropoutMask(key: DropoutKey, length: number, rate: number): Float32Array<ArrayBuffer> {
  const [first, second] = key
  const threshold = rate * 4294967296
  const scale = 1 / (1 - rate)
  const mask = new Float32Array(length)
  for (let i = 0; i < length; i++) {
    const bits = mix(mix((i + first) | 0) ^ second)
    mask[i] = bits >>> 0 < threshold ? 0 : scale
  }
  return mask
}

/** murmur3's 32-bit finaliser (Appleby): every input bit reaches every output bit. */
function mix(x: number): number {
  let h = x
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
