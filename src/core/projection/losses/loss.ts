import type * as tf from '@tensorflow/tfjs-core'
import type { LossName } from '../presets.ts'
import type { PairwiseLoss } from './pairwise.ts'

/**
 * A contrastive loss on the outputs of one batch: the batch's mean, in two forms that the contract's test holds to each other. A batch
 * that holds nothing to learn from (a single row, or whatever else the loss cannot use) gives 0 with a zero gradient. One file
 * each; the registry lists them, src/strings/words.ts titles them.
 */
export interface ContrastiveLoss {
  readonly name: LossName
  /**
   * The reference, differentiable in Z.
   * @param Z the network's outputs, [n, k], not normalised
   * @param y labels, int32 [n]; which integers does not matter, only which agree
   * @param temperature above 0
   */
  compute(Z: tf.Tensor2D, y: tf.Tensor1D, temperature: number): tf.Scalar
  /** The same with its derivative, for kernels. */
  readonly pairwise: PairwiseLoss
}
