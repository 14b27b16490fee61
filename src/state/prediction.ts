import type { FailureData } from '../core/failure.ts'
import type { CaseProblem } from '../core/model/new-cases.ts'
import type { CasePrediction } from '../core/model/predict-cases.ts'

/** What came of a new case. */
export interface PredictedCase {
  /** null where `problems` say why not. */
  readonly prediction: CasePrediction | null
  readonly problems: readonly CaseProblem[]
  /** Whether a text is longer than the encoder reads at once. */
  readonly overlong: boolean
}

/** One case that was filled in by hand, and what the model says of it. */
export interface SinglePrediction extends PredictedCase {
  readonly modelId: string
  /** From the click to the answer, with the model at hand. */
  readonly milliseconds: number
}

/** The cases of a file. */
export interface BatchPrediction {
  readonly modelId: string
  /** Of the file, the folder or the archive. */
  readonly name: string
  /** The name of each case: of the ID column where the file has it, else its row, [n]. */
  readonly ids: readonly string[]
  /** Whether each case is one that the model was fitted on, by its ID, [n]; null for a case without ID, and for a file without IDs. */
  readonly inTraining: readonly (boolean | null)[] | null
  /** [n]; fewer where it was stopped. */
  readonly cases: readonly PredictedCase[]
  /** What stopped it before its last case, 'cancelled' among them; null where nothing did. */
  readonly stoppedBy: FailureData | null
  /** Columns of the model that the file lacks: missing in every case. */
  readonly absent: readonly string[]
  /** Pictures that no row names. */
  readonly unusedPictures: number
}
