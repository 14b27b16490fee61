import type { Matrix } from '../math/matrix.ts'
import type { Rng } from '../math/rng.ts'
import type { Signal } from '../signal.ts'

/** Vectors to tune on, from an inner split whose fit part trained the projection and whose validation part did not. */
export interface TuningSet {
  readonly fit: { readonly X: Matrix; readonly y: Int32Array }
  readonly validation: { readonly X: Matrix; readonly y: Int32Array }
}

export interface ClassifierContext {
  /** Number of classes; y may lack some of them in a fold. */
  readonly classes: number
  readonly rng: Rng
  readonly tuning: TuningSet
  readonly signal?: Signal
}

/** A procedure to fit. scikit-learn's meanings: X [n_samples, n_features]. */
export interface Classifier {
  readonly name: string
  fit(X: Matrix, y: Int32Array, context: ClassifierContext): Promise<FittedClassifier>
}

export interface FittedClassifier {
  /** What was chosen or went wrong in the fit, for the results; 1 and 0 for yes and no. */
  readonly details?: Readonly<Record<string, number>>
  /**
   * The same procedure with what was chosen in this fit, to be fitted on other rows; absent where nothing is chosen. Fitted on the
   * tuning set's fit part it predicts the validation part as it would predict cases that nothing has seen (R4).
   */
  readonly chosen?: Classifier
  /** X [m, d] -> probabilities [m, classes]; every row sums to 1. */
  predictProba(X: Matrix): Matrix
  /** Everything needed to predict elsewhere; restored by the registry's fromJSON. */
  toJSON(): ClassifierJson
}

export interface ClassifierJson {
  readonly name: string
  readonly version: 1
  readonly parameters: unknown
}
