import type { Rng } from '../../math/rng.ts'

/** The order of one epoch's rows, [n]: every row once. Trainers cut it into batches from the front, the last as short as it comes. */
export type EpochOrder = (rng: Rng) => Int32Array

/**
 * How rows come to their batches, epoch after epoch. One file each; the registry lists them, src/strings/words.ts titles them.
 * @param y labels of the rows, [n]
 */
export type BatchRule = (y: Int32Array, batchSize: number) => EpochOrder
