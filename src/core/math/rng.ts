/**
 * Seeded pseudo-random numbers (sfc32, Chris Doty-Humphrey's PractRand; 128-bit state). Every random choice in the
 * project draws from one of these, so that the same seed gives the same bits (rule R12).
 */
export interface Rng {
  /** Uniform in [0, 1), 32 random bits. */
  next(): number
  /** Uniform in [low, high). */
  uniform(low: number, high: number): number
  /** Standard normal (Box-Muller, the sine half discarded so that the stream position is easy to reason about). */
  normal(): number
  /** Uniform integer in [0, n). */
  int(n: number): number
  /** A uniformly random order of 0..n-1 (Fisher-Yates). */
  permutation(n: number): Int32Array
}

/**
 * A generator from a seed and labels that name the stream, such as createRng(42, 'fold', 3, 'init'):
 * streams with different labels are independent, whatever order they are drawn in.
 */
export function createRng(seed: number, ...labels: readonly (string | number)[]): Rng {
  const [a0, b0, c0] = hash128(`${seed}|${labels.join('|')}`)
  let a = a0
  let b = b0
  let c = c0
  let counter = 1

  const bits = (): number => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return t >>> 0
  }
  for (let i = 0; i < 12; i++) bits()

  const next = (): number => bits() / 4294967296
  const int = (n: number): number => Math.floor(next() * n)
  return {
    next,
    int,
    uniform: (low, high) => low + (high - low) * next(),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    permutation(n) {
      const order = Int32Array.from({ length: n }, (_, i) => i)
      for (let i = n - 1; i > 0; i--) {
        const j = int(i + 1)
        const swap = order[i]!
        order[i] = order[j]!
        order[j] = swap
      }
      return order
    },
  }
}

/** Three 32-bit words from a text: FNV-1a from three offsets, each finished with murmur3's mixer. */
function hash128(text: string): [number, number, number] {
  const word = (offset: number): number => {
    let h = offset | 0
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619)
    h ^= h >>> 16
    h = Math.imul(h, 0x85ebca6b)
    h ^= h >>> 13
    h = Math.imul(h, 0xc2b2ae35)
    return h ^ (h >>> 16)
  }
  return [word(0x811c9dc5), word(0x9e3779b9), word(0x7f4a7c15)]
}
