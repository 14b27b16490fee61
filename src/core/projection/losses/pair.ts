import * as tf from '@tensorflow/tfjs-core'
import type { ContrastiveLoss } from './loss.ts'
import { gram, identity, sameLabel } from './pairs.ts'
import type { PairwiseLoss } from './pairwise.ts'
import { withGradient } from './with-gradient.ts'

/** softplus(l) = max(l, 0) + ln(1 + e^-|l|), and its derivative: both from one exponential, which never overflows. */
export const pairwiseCrossEntropy: PairwiseLoss = {
  normalised: false,
  shifted: false,
  terms(m, logit, same) {
    const one = m.constant(1)
    const zero = m.constant(0)
    const power = m.exp(m.subtract(zero, m.absolute(logit)))
    const softplus = m.add(m.larger(logit, zero), m.log1p(power))
    const sigmoid = m.divide(m.whereNegative(logit, power, one), m.add(one, power))
    return { kept: m.subtract(sigmoid, same), sums: [m.subtract(softplus, m.multiply(logit, same))] }
  },
  anchor(m, { sums }, { rows }) {
    const one = m.constant(1)
    const pairs = m.multiply(rows, m.subtract(rows, one))
    const share = m.divide(one, m.larger(pairs, one))
    return { loss: m.multiply(sums[0]!, share), coefficients: [share] }
  },
  slope: (m, kept, _same, [share]) => m.multiply(kept, share!),
}

/**
 * The paper's loss (arXiv 2502.02048): binary cross-entropy with logits, mean over all pairs i < j, logit
 * l = (z_i . z_j) / T on the unnormalised outputs, target t = 1 where the labels agree. Per pair softplus(l) - l t.
 */
export const pair: ContrastiveLoss = {
  name: 'pair',
  compute: pairCrossEntropy,
  pairwise: pairwiseCrossEntropy,
}

/**
 * The matrix of all ordered pairs holds every pair twice; sums over it are divided by n (n - 1) where the definition
 * divides by the n (n - 1) / 2 unordered ones.
 */
export function pairCrossEntropy(Z: tf.Tensor2D, y: tf.Tensor1D, temperature: number): tf.Scalar {
  const n = Z.shape[0]
  const pairs = Math.max(1, n * (n - 1))
  return withGradient(Z, (Z) => {
    const logits = tf.div<tf.Tensor2D>(gram(Z), temperature)
    const targets = sameLabel(y)
    const counted = tf.sub<tf.Tensor2D>(1, identity(n))
    const losses = tf.sub(tf.softplus(logits), tf.mul(logits, targets))
    return {
      value: tf.div<tf.Scalar>(tf.sum(tf.mul(losses, counted)), pairs),
      saved: [Z, logits, targets, counted],
      // d softplus(l) / dl = sigmoid(l), and each pair's logit depends on both of its rows: dZ = 2 G Z / (pairs T)
      gradient: (
        upstream: tf.Scalar,
        Z: tf.Tensor2D,
        logits: tf.Tensor2D,
        targets: tf.Tensor2D,
        counted: tf.Tensor2D,
      ) => {
        const G = tf.mul<tf.Tensor2D>(tf.sub(tf.sigmoid(logits), targets), counted)
        return tf.mul<tf.Tensor2D>(tf.matMul(G, Z), tf.mul(upstream, 2 / (pairs * temperature)))
      },
    }
  })
}
