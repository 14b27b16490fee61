import type { FitContext, FittedTransform, ProjectionName } from './projection.ts'
import type { Labelled } from './trainer.ts'

/** Vectors to vectors, fitted on training rows. */
export interface FittedMethod extends Pick<FittedTransform, 'transform' | 'outputDimensions' | 'details'> {
  /** What its `transform` depends on, as JSON. */
  parameters(): unknown
}

export interface MethodContext extends Pick<FitContext, 'signal' | 'onEpoch' | 'yieldToLoop'> {
  /** Of all random streams of this fit; a method labels its own: createRng(seed, 'search', 'order'). */
  readonly seed: number
}

/**
 * A projection in the two fits that rule R3 asks for; compose.ts makes a Projection of it and puts the scaling before it.
 * `Inner` is what the first fit tells the second, such as the best number of epochs.
 */
export interface Method<Inner extends FittedMethod = FittedMethod> {
  readonly name: ProjectionName
  /** Fits on the inner split's fit rows. The validation rows may be watched, never trained on. */
  fitInner(fit: Labelled, validation: Labelled, context: MethodContext): Promise<Inner>
  /** Fits on all training rows; null where the inner fit is the projection. */
  fitAll(train: Labelled, inner: Inner, context: MethodContext): Promise<FittedMethod | null>
}
