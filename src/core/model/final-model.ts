import type { ClassifierJson } from '../classifiers/classifier.ts'
import type { Calibrator } from '../evaluation/performance/calibrator.ts'
import type { Recalibration } from '../evaluation/performance/performance.ts'
import type { EncoderUse } from '../evaluation/types.ts'
import type { Matrix } from '../math/matrix.ts'
import type { LongTexts } from '../encoders/long-texts.ts'
import type { ProjectionName } from '../projection/projection.ts'
import type { FusionName, Study } from '../study/study.ts'
import type { DecimalMark } from '../tables/numbers.ts'
import type { FittedSpace } from './space.ts'

/** Which of a study's procedures is fitted on all cases, and how its probabilities are calibrated. */
export interface ModelChoice {
  readonly projection: ProjectionName
  readonly fusion: FusionName
  readonly classifier: string
  readonly recalibration: Recalibration
}

/** What a new case is made of, in the order of the data, and what turns it into vectors. */
export type ModelModality =
  | {
      readonly kind: 'text'
      readonly name: string
      /** Its columns; several are joined to one text with their names. */
      readonly columns: readonly string[]
      readonly longTexts: LongTexts
      readonly encoder: ModelEncoder
    }
  | { readonly kind: 'image'; readonly name: string; readonly encoder: ModelEncoder }
  | {
      readonly kind: 'embedding'
      readonly name: string
      /** A column a number; with `inLists` one column that holds lists of them. */
      readonly columns: readonly string[]
      readonly inLists: boolean
      readonly dimensions: number
    }
  | { readonly kind: 'table'; readonly name: string; readonly columns: readonly ModelColumn[] }

/** An encoder whose vectors the model was fitted on: another revision gives others. */
export type ModelEncoder = Pick<EncoderUse, 'id' | 'revision' | 'dtype'>

export type ModelColumn =
  | { readonly kind: 'number'; readonly name: string }
  /** levels: the values that the cases have. */
  | { readonly kind: 'category'; readonly name: string; readonly levels: readonly string[] }

/** A fitted procedure, from modalities to probabilities that are not calibrated yet. */
export interface FittedProcedure {
  readonly space: FittedSpace
  readonly classifier: ClassifierJson
  /** What was fitted, as a cell's details name it. */
  readonly details: Readonly<Record<string, number>>
}

/** The training cases in a space, one a row in their order, and the distance to them from which on a case is far off. */
export interface DistanceReference {
  /** [n, d] */
  readonly X: Matrix
  /** Euclidean, to the k-th nearest. */
  readonly threshold: number
}

/** When a case is said to be unlike those that the model was fitted on. */
export interface OutOfDistribution {
  /** k: the distance is that to the k-th nearest training case. */
  readonly neighbours: number
  /** In the space that the classifier sees. */
  readonly projected: DistanceReference
  /** In the standardised space before the projection, which may map anything among its cases; null where it is the same space. */
  readonly raw: (DistanceReference & { readonly space: FittedSpace }) | null
  /** The share of the held-out training cases beyond a threshold, which was chosen on them for it; and how many these are. */
  readonly falseAlarmRate: number
  readonly heldOutCases: number
}

export interface HeldOutFold {
  readonly cases: Int32Array
  /** Their vectors, in the order of `cases`, [cases.length, d]. */
  readonly X: Matrix
  /** What distances in this space are multiples of, to be compared with those in others (similar-cases.ts). */
  readonly closeDistance: number
}

/** The training cases as a space shows them that never saw them (R10): each in that of the fold it was held out of. */
export interface HeldOutCases {
  readonly folds: readonly HeldOutFold[]
}

/**
 * A procedure fitted on all cases (R11), with all that predicting a new one takes: plain data, cloned into workers and kept. Its own
 * performance is not measured; the cross-validation describes the procedure.
 */
export interface FinalModel {
  readonly version: 1
  readonly study: Study
  readonly choice: ModelChoice
  readonly classes: readonly string[]
  readonly positive: number | null
  readonly modalities: readonly ModelModality[]
  /** The decimal mark of the numbers that it was fitted on; null where they tell none (decimal-marks.ts). */
  readonly decimal: DecimalMark | null
  /** Fitted on all cases. */
  readonly procedure: FittedProcedure
  /** The same procedure fitted without the cases of one fold each: what calibration and intervals come from. */
  readonly foldProcedures: readonly FittedProcedure[]
  /** Fitted on the predictions of held-out cases (R4); null: the classifier's own probabilities. */
  readonly calibrator: Calibrator | null
  readonly outOfDistribution: OutOfDistribution
  readonly heldOut: HeldOutCases
  /** Of each training case, [n]. */
  readonly caseIds: readonly string[]
  /** Index into classes of each training case, [n]. */
  readonly y: Int32Array
  readonly patients: number
  /** SHA-256 of the data that it was fitted on. */
  readonly fingerprint: string
  readonly computedWith: { readonly app: string; readonly backend: string }
}
