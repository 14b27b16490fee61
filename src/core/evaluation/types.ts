import type { Role, TableModality } from '../dataset/dataset.ts'
import type { CaseLevels } from '../dataset/subgroups.ts'
import type { Notice } from '../notice.ts'
import type { FusionName, Study } from '../study/study.ts'
import type { Matrix } from '../math/matrix.ts'
import type { ProcedurePerformance } from './performance/performance.ts'
import type { EpochReport, ProjectionName } from '../projection/projection.ts'
import type { TrainerName } from '../projection/trainer.ts'

/** One modality's frozen vectors: X [n, d]; present[i] = 0 where case i lacks it (its row is zeros and never used). */
export interface ModalityVectors {
  readonly name: string
  readonly X: Matrix
  readonly present: Uint8Array
}

/** A modality as an experiment is given it: vectors, or a table that each fold makes into vectors of its own (R2). */
export type ModalityData = ModalityVectors | TableModality

/** All that an experiment needs once the encoders are done; plain data, cloned into workers. All arrays of length n. */
export interface ExperimentData {
  readonly modalities: readonly ModalityData[]
  readonly y: Int32Array
  readonly classes: readonly string[]
  readonly positive: number | null
  /** Patient index of each case, 0..patients-1. */
  readonly groups: Int32Array
  /** By what cases get results of their own; predicted from only where they are a modality too. Absent: by nothing. */
  readonly subgroups?: readonly CaseLevels[]
}

/** Of an ablation: what used some of the modalities only. */
export interface UsedModalities {
  /** Their names, in the order of the data; absent where all were used. */
  readonly modalities?: readonly string[]
}

/** What a unit beside the cross-validation is for. */
export type Check =
  | { readonly kind: 'locked-test' }
  /** The fit on all cases: nothing is tested. */
  | { readonly kind: 'final-model' }
  | {
      readonly kind: 'label-shuffle'
      readonly permutation: number
      /** The labels that stand in for those of the data, [n]. */
      readonly y: Int32Array
      /** The only one that is fitted. */
      readonly classifier: string
    }

/** The smallest independent piece of work: one projection and fusion on one fold, all classifiers. */
export interface Unit extends UsedModalities {
  readonly repeat: number
  readonly fold: number
  /** The site that the fold leaves out, and the cases at other sites of patients who are tested there, which are on neither side
   *  (R1); absent where it leaves out none. */
  readonly foldName?: string
  readonly setAside?: number
  /** Absent: a fold of the cross-validation. */
  readonly check?: Check
  readonly projection: ProjectionName
  readonly fusion: FusionName
  readonly train: Int32Array
  readonly test: Int32Array
}

/** A cell of results.json: one classifier on one unit. Keys as the file writes them. */
export interface Cell extends UsedModalities {
  readonly projection: ProjectionName
  readonly fusion: FusionName
  readonly classifier: string
  readonly repeat: number
  readonly fold: number
  /** The site that the fold leaves out, and cases elsewhere of its patients, on neither side; absent where it leaves out none. */
  readonly fold_name?: string
  readonly n_set_aside?: number
  readonly n_train: number
  readonly n_test: number
  readonly patients_shared: number
  readonly metrics: Readonly<Record<string, number | null>>
  /** What was fitted before the classifier: the unit's details. */
  readonly details: Readonly<Record<string, number>>
  /** What the classifier chose. Absent in runs stored by earlier versions, whose `details` hold both. */
  readonly classifier_details?: Readonly<Record<string, number>>
  readonly seconds: number
}

/**
 * Predictions of training cases by what was fitted without them: projection and classifier on the inner fit part, predicted the inner
 * validation part. No test case is among them, and nothing that predicts them was
 * fitted on them (R3, R4); they did choose when training stops, a search's candidate and C.
 */
export interface InnerPredictions {
  /** Case index of each row, [m]; empty where the inner split has no such rows. */
  readonly cases: Int32Array
  /** classifier -> probabilities, [m, classes]. */
  readonly proba: Readonly<Record<string, Matrix>>
}

export interface UnitResult {
  readonly unit: Unit
  readonly cells: readonly Cell[]
  /** classifier -> out-of-fold probabilities of the unit's test rows, [test.length, classes]; empty where no training case
   *  has any of the unit's modalities. */
  readonly proba: Readonly<Record<string, Matrix>>
  /** Predictions to choose thresholds and calibrators on; null for units that use some of the modalities only, and of checks. */
  readonly inner: InnerPredictions | null
  /** Loss history of the projection, empty for none and pca. */
  readonly epochs: readonly EpochReport[]
  /**
   * As its projections name them, with the modality in front where there is one each. 'NAME: leftOut' is 1, and
   * 'NAME: unseen' the categories of test cases that no training case has (R13).
   */
  readonly details: Readonly<Record<string, number>>
  readonly seconds: { readonly train: number; readonly classify: number }
}

/** One row for every projection, fusion, set of modalities, classifier and metric that is defined in at least one cell. */
export interface SummaryRow extends UsedModalities {
  readonly projection: ProjectionName
  readonly fusion: FusionName
  readonly classifier: string
  readonly metric: string
  /** Mean and sample standard deviation over the cells (folds and repeats) where the metric is defined; sd is null for one cell. */
  readonly mean: number
  readonly sd: number | null
  /** 95 % interval from resampling patients (R8); null where no resample has a value. */
  readonly ci95: readonly [number, number] | null
  /** Cells without a value (one class only in the fold), left out of the mean (R13). */
  readonly undefined_cells: number
  /** Resamples without a value, left out of the interval (R13). */
  readonly undefined_resamples: number
}

export type Verdict = 'helps' | 'no benefit' | 'harms'

export interface Comparison {
  readonly metric: string
  readonly classifier: string
  readonly compare: readonly [ProjectionName, ProjectionName]
  readonly fusion: readonly [FusionName, FusionName]
  /** Means of both sides over the folds where both have a value, and a - b; null where no fold has. */
  readonly a: number | null
  readonly b: number | null
  readonly difference: number | null
  /** 95 % interval of the difference and two-sided p; null with fewer than two such folds. */
  readonly ci95: readonly [number, number] | null
  readonly p: number | null
  readonly verdict: Verdict
  /** Folds compared, and folds left out because the metric is undefined on a side (R13). */
  readonly pairs: number
  readonly undefined_pairs: number
}

/** The cases and patients that something speaks of. */
export interface CaseCounts {
  readonly cases: number
  readonly patients: number
  /** Cases of each class. */
  readonly classes: Readonly<Record<string, number>>
}

/** How well some of the cases were predicted, by procedures that use all modalities. */
export interface ScoredCases extends CaseCounts {
  /** As for all cases, over the folds that hold such cases; empty where there are too few (`isScored`). */
  readonly summary: readonly SummaryRow[]
}

/** The cases that have the same modalities. */
export interface MissingnessPattern extends ScoredCases {
  /** The modalities that these cases have, in the order of the data; empty: none. */
  readonly modalities: readonly string[]
}

/** The cases that have the same value in a column of the study's subgroups. */
export interface Subgroup extends ScoredCases {
  readonly column: string
  /** null: those without a value. */
  readonly level: string | null
}

/**
 * The locked test set: procedures that were fitted once on all development cases (`n_train` of a cell), used once. No figure of the
 * cross-validation holds any of these cases, and the verdict is not theirs.
 */
export interface LockedTest extends CaseCounts {
  readonly cells: readonly Omit<Cell, 'repeat' | 'fold' | 'fold_name' | 'n_set_aside'>[]
  /** The values, with intervals from resampling the locked patients (R8); no deviation, since there is one cell each. */
  readonly summary: readonly SummaryRow[]
  readonly comparison: LockedComparison
  readonly predictions: readonly Omit<Prediction, 'repeat' | 'fold'>[]
}

/** Why an interval is not DeLong's: it is of AUROCs, of two classes, of cases that are independent of each other. */
export type NoDeLong = 'metric' | 'several-classes' | 'several-cases-per-patient' | 'too-few-cases'

/** The primary comparison on the locked test set, a minus b. */
export interface LockedComparison extends Pick<
  Comparison,
  'metric' | 'classifier' | 'compare' | 'fusion' | 'a' | 'b' | 'difference' | 'ci95'
> {
  /** How interval and p were found: DeLong's test, or by resampling patients, which gives no p. */
  readonly method: 'delong' | 'patient-bootstrap'
  /** null where the method is DeLong's. */
  readonly not_delong: NoDeLong | null
  readonly p: number | null
  /** Resamples without a value, left out of the interval (R13). */
  readonly undefined_resamples: number
}

/** The primary comparison's procedures with labels that were dealt to other patients: nothing is left to be found. */
export interface LabelShuffle {
  readonly metric: 'auroc'
  readonly classifier: string
  readonly permutations: number
  /** The metric's value where nothing is found. */
  readonly chance: number
  readonly procedures: readonly ShuffledProcedure[]
  /** 'not at chance' as soon as one procedure is not; null where none could be judged. */
  readonly verdict: ShuffleVerdict | null
}

export type ShuffleVerdict = 'at chance' | 'not at chance'

export interface ShuffledProcedure extends Pick<Cell, 'projection' | 'fusion'> {
  /** The mean over the folds for each permutation; null where no fold has a value. */
  readonly values: readonly (number | null)[]
  readonly mean: number | null
  readonly range: readonly [number, number] | null
  /** 99 % interval of the mean over permutations (Student's t), cut at 0 and 1; null with fewer than two of them. */
  readonly ci99: readonly [number, number] | null
  /** Not at chance: the interval lies above it. */
  readonly verdict: ShuffleVerdict | null
  /** Folds without a value, left out (R13). */
  readonly undefined_cells: number
}

/** An encoder as a run used it. */
export interface EncoderUse {
  readonly id: string
  readonly revision: string
  readonly modality: string
  readonly dtype: string
  /** On what the vectors were computed, each once. */
  readonly devices: readonly string[]
  /** By device, since the page was loaded: the largest relative difference and what is allowed. */
  readonly self_test: Readonly<Record<string, { readonly difference: number; readonly tolerance: number }>>
}

/** results.json, version 1: the study file's counterpart. More keys may come; these stay. */
export interface Results {
  readonly version: 1
  readonly study: Study
  readonly environment: {
    readonly app: string
    readonly browser: string
    readonly backend: string
    /** What trained the networks, by its name (R12); absent in runs stored by earlier versions, which was TensorFlow.js. */
    readonly trainer?: TrainerName
    readonly adapter: string
    readonly threads: number
    /** What computed the vectors, and how it did in its self-test; absent in runs stored by earlier versions. */
    readonly encoders?: readonly EncoderUse[]
    /** What the browser and the computer offered; absent in runs stored by earlier versions. */
    readonly preflight?: Readonly<Record<string, string | number | boolean | null>>
  }
  readonly data: {
    readonly cases: number
    readonly patients: number
    readonly classes: Readonly<Record<string, number>>
    readonly excluded: readonly { readonly reason: string; readonly count: number }[]
    /** The columns that were predicted from, and what as; absent in runs stored by earlier versions. */
    readonly predictors?: readonly { readonly column: string; readonly role: Role }[]
    /** SHA-256 of cases, labels and predictors with their roles; absent in runs stored by earlier versions. */
    readonly fingerprint?: string
    /** Made up, with no patient behind it; absent in runs stored by earlier versions, as are the notices. */
    readonly synthetic?: boolean
    /** All that was said about the data and the texts of this run (R13). */
    readonly notices?: readonly Notice[]
  }
  readonly cells: readonly Cell[]
  readonly summary: readonly SummaryRow[]
  readonly comparison: Comparison
  readonly predictions: readonly Prediction[]
  /**
   * By the modalities that cases have, most cases first; empty where all have the same. Absent in runs stored by earlier
   * versions.
   */
  readonly missingness?: readonly MissingnessPattern[]
  /** The cases that were cross-validated, each tested once a repeat; absent in runs stored by earlier versions. */
  readonly cross_validation?: CaseCounts
  /** Absent where the study has no locked test set. */
  readonly locked_test?: LockedTest
  /** Absent where the study does not ask for it. */
  readonly label_shuffle?: LabelShuffle
  /** By column and value, in the order of the columns. Absent in runs stored by earlier versions. */
  readonly subgroups?: readonly Subgroup[]
  /** Curves, calibration and operating points; absent in runs stored by earlier versions. */
  readonly performance?: readonly ProcedurePerformance[]
  readonly timings: {
    /** Import and encoding; null where they were no part of this run. */
    readonly load_s: number | null
    readonly embed_s: number | null
    /** Summed over workers that run at the same time: may exceed total_s. */
    readonly train_s: number
    readonly classify_s: number
    /** By the clock on the wall. */
    readonly total_s: number
  }
}

export interface Prediction extends UsedModalities {
  readonly case: string
  readonly repeat: number
  readonly fold: number
  readonly projection: ProjectionName
  readonly fusion: FusionName
  readonly classifier: string
  readonly proba: Readonly<Record<string, number>>
}
