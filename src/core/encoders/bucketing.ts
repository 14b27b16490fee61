export interface BatchLimits {
  /** Most inputs in a batch, at least 1. */
  readonly maxBatch: number
  /** Most tokens in a padded batch: inputs times the longest of them. One longer input makes a batch of its own. */
  readonly maxTokensPerBatch: number
}

/**
 * Batches of inputs of like length, longest first, so that little of a padded batch is padding and a device that runs
 * out of memory does so at once. Each index into `lengths` comes exactly once; inputs of one length keep their order.
 * @param lengths tokens of each input, [n]
 */
export function planBatches(lengths: Int32Array, { maxBatch, maxTokensPerBatch }: BatchLimits): Int32Array[] {
  const order = Int32Array.from(lengths.keys()).sort((a, b) => lengths[b]! - lengths[a]! || a - b)
  const batches: Int32Array[] = []
  let start = 0
  while (start < order.length) {
    const longest = Math.max(lengths[order[start]!]!, 1)
    const size = Math.max(1, Math.min(maxBatch, Math.floor(maxTokensPerBatch / longest)))
    batches.push(order.slice(start, start + size))
    start += size
  }
  return batches
}
