import type { InnerSplit } from '../dataset/folds.ts'
import type { Matrix } from '../math/matrix.ts'
import type { Rng } from '../math/rng.ts'
import type { Signal } from '../signal.ts'

/** The labelled vectors of a training fold, one modality (or several fused): X [n, d]; y in 0..classes-1, [n]; groups [n]. */
export interface TrainingSet {
  readonly X: Matrix
  readonly y: Int32Array
  /** Patient index of each row: an inner split keeps a patient on one side (R1, R3). */
  readonly groups: Int32Array
}

export type { InnerSplit }

export interface FitContext {
  readonly rng: Rng
  /** Made once per training fold and shared by projection and classifier, so that tuning sees rows no fit saw. */
  readonly inner: InnerSplit
  readonly signal?: Signal
  /** Called once per epoch by projections that train, and awaited. */
  readonly onEpoch?: (epoch: EpochReport) => void | Promise<void>
  /**
   * Awaited after every training step. On wasm and cpu a step is synchronous and the core has neither clock nor timers, so
   * the worker passes a function that lets waiting messages in (a cancel, say) whenever its own clock says it is time.
   */
  readonly yieldToLoop?: () => Promise<void>
}

export interface EpochReport {
  /** 'search' fits on the inner part and watches the validation part; 'refit' uses all training rows. */
  readonly phase: 'search' | 'refit'
  /** Which of the networks that the phase trains one after the other, from 1, and how many it trains. */
  readonly network: number
  readonly networks: number
  /** From 1. */
  readonly epoch: number
  readonly epochs: number
  /** Mean of the batch losses before each step. */
  readonly trainLoss: number
  /** Contrastive loss on the inner validation rows; null in the refit. */
  readonly validationLoss: number | null
}

/** Vectors to vectors, as fitted: what predicting elsewhere needs. */
export interface FittedTransform {
  /** X [m, d] -> [m, outputDimensions] */
  transform(X: Matrix): Matrix | Promise<Matrix>
  readonly outputDimensions: number
  /** What a reader wants to know of the fit (epochs chosen, held-back pair AUC, PCA variance kept), for the report. */
  readonly details: Readonly<Record<string, number>>
  /** All that `transform` depends on, its float32 numbers exactly; restored by the registry's projectionFromJson. */
  toJSON(): ProjectionJson
}

export interface ProjectionJson {
  readonly name: ProjectionName
  readonly version: 1
  /** The StandardScaler before it, [d] each; null where the vectors go in as they are. */
  readonly scaler: { readonly mean: readonly number[]; readonly scale: readonly number[] } | null
  readonly details: Readonly<Record<string, number>>
  /** The method's own. */
  readonly parameters: unknown
}

/** Fitted on training rows only; there is no way to transform before fitting (R2). */
export interface FittedProjection extends FittedTransform {
  /**
   * The same procedure fitted on inner.fit rows only, so that a classifier can be tuned on vectors of inner.validation
   * rows that the projection did not train on (R3). In-sample projections look far too separable to tune on.
   */
  readonly innerTransform: (X: Matrix) => Matrix | Promise<Matrix>
  dispose(): void
}

/** A procedure to fit: none, pca, contrastive. Constructed from its settings by the registry. */
export interface Projection {
  readonly name: ProjectionName
  fit(train: TrainingSet, context: FitContext): Promise<FittedProjection>
}

/** As a study file names them, in the order in which they are shown. */
export const projectionNames = ['none', 'pca', 'contrastive'] as const
export type ProjectionName = (typeof projectionNames)[number]
