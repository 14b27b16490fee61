import * as tf from '@tensorflow/tfjs-core'
import type { ContrastiveLoss } from './loss.ts'
import { normaliseRows } from './normalise-rows.ts'
import { gram, identity, sameLabel } from './pairs.ts'
import { withGradient } from './with-gradient.ts'

/** Far above any logit, and finite: taken off the diagonal, so that an anchor has no part in its own softmax. */
const excluded = 1e30

/**
 * Supervised contrastive loss, L_out of Khosla 2020 (equation 2), on L2-normalised outputs. With s = U U^T / T, an anchor's
 * loss is logsumexp over all others minus the mean of s over its positives (the others of its label); the mean is taken
 * over the anchors that have positives, and is 0 where none has.
 */
export const supcon: ContrastiveLoss = {
  name: 'supcon',
  compute: (Z, y, temperature) => supervisedContrast(normaliseRows(Z), y, temperature),
  pairwise: {
    normalised: true,
    shifted: true,
    terms(m, logit, same) {
      const power = m.exp(logit)
      return { kept: power, sums: [power, m.multiply(logit, same)] }
    },
    anchor(m, { sums, positives }, { withPositives }) {
      const [zero, one] = [m.constant(0), m.constant(1)]
      const without = m.subtract(positives, one)
      const share = m.whereNegative(without, zero, m.divide(one, m.larger(withPositives, one)))
      const others = m.whereNegative(without, one, sums[0]!)
      const shared = m.larger(positives, one)
      return {
        loss: m.multiply(share, m.subtract(m.log(others), m.divide(sums[1]!, shared))),
        coefficients: [m.divide(share, others), m.divide(share, shared)],
      }
    },
    slope: (m, power, same, [towardsOthers, towardsPositives]) =>
      m.subtract(m.multiply(power, towardsOthers!), m.multiply(same, towardsPositives!)),
  },
}

function supervisedContrast(U: tf.Tensor2D, y: tf.Tensor1D, temperature: number): tf.Scalar {
  return withGradient(U, (U) => {
    const self = identity(U.shape[0])
    const positives = tf.sub<tf.Tensor2D>(sameLabel(y), self)
    const counts = tf.sum<tf.Tensor2D>(positives, 1, true)
    const weights = tf.div<tf.Tensor2D>(positives, tf.maximum(counts, 1))
    const hasPositive = tf.minimum<tf.Tensor2D>(counts, 1)
    /** An anchor's share in the mean, [n, 1]: 0 for anchors without a positive. */
    const share = tf.div<tf.Tensor2D>(hasPositive, tf.maximum(tf.sum(hasPositive), 1))

    const similarities = tf.div<tf.Tensor2D>(gram(U), temperature)
    const others = tf.sub(similarities, tf.mul(self, excluded))
    const highest = tf.max(others, 1, true)
    const exponentials = tf.exp(tf.sub(others, highest))
    const sums = tf.sum(exponentials, 1, true)
    const logSumExp = tf.add(tf.log(sums), highest)
    const towardsPositives = tf.sum(tf.mul(weights, similarities), 1, true)
    return {
      value: tf.sum<tf.Scalar>(tf.mul(tf.sub(logSumExp, towardsPositives), share)),
      saved: [U, tf.div<tf.Tensor2D>(exponentials, sums), weights, share],
      // With G = (softmax - weights) share, a pair's similarity depends on both of its rows: dU = (G + G^T) U / T
      gradient: (
        upstream: tf.Scalar,
        U: tf.Tensor2D,
        softmax: tf.Tensor2D,
        weights: tf.Tensor2D,
        share: tf.Tensor2D,
      ) => {
        const G = tf.mul<tf.Tensor2D>(tf.sub(softmax, weights), share)
        return tf.mul<tf.Tensor2D>(
          tf.matMul(tf.add<tf.Tensor2D>(G, tf.transpose(G)), U),
          tf.div(upstream, temperature),
        )
      },
    }
  })
}
