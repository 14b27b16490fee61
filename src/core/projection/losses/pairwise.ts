import type { Arithmetic, ScalarArithmetic } from '../../math/arithmetic.ts'

/** What a pair (anchor, other) leaves and adds. */
export interface PairTerms<Value> {
  /** Kept in the pair's place for `slope`. */
  readonly kept: Value
  /** Added up over the anchor's others. */
  readonly sums: readonly Value[]
}

export interface Anchor<Value> {
  /** Of `PairTerms.sums`, over all others of the batch. */
  readonly sums: ArrayLike<Value>
  /** How many others share the anchor's label. */
  readonly positives: Value
}

export interface BatchCounts<Value> {
  readonly rows: Value
  /** Rows whose label another row shares. */
  readonly withPositives: Value
}

/**
 * A loss that depends on the outputs by the logits of their pairs alone, l_ij = z_i . z_j / T, as formulas from which kernels of any
 * kind are made: per ordered pair (anchor i, other j != i) what it adds, per anchor what follows from the sums, per pair the derivative.
 */
export interface PairwiseLoss {
  /** Logits are of u = z / |z| instead of z. */
  readonly normalised: boolean
  /** `terms` gets logits less the largest of the anchor's, so that exp cannot overflow. */
  readonly shifted: boolean
  /** @param same 1 where the two share a label, else 0 */
  terms<Value>(m: Arithmetic<Value>, logit: Value, same: Value): PairTerms<Value>
  /** The anchor's part of the batch's loss, and numbers that `slope` needs, always as many. */
  anchor<Value>(
    m: ScalarArithmetic<Value>,
    of: Anchor<Value>,
    batch: BatchCounts<Value>,
  ): { readonly loss: Value; readonly coefficients: readonly Value[] }
  /** d loss / d l_ij, as far as it comes by anchor i. */
  slope<Value>(m: Arithmetic<Value>, kept: Value, same: Value, coefficients: readonly Value[]): Value
}
