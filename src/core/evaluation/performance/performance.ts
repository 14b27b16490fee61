import type { Cell } from '../types.ts'

/** A number with its 95 % interval from resampling patients (R8); null where it is undefined, or no resample has a value. */
export interface Estimate {
  readonly value: number | null
  readonly ci95: readonly [number, number] | null
}

/**
 * A curve with its pointwise 95 % band from resampling patients (R8). All arrays have one length; y, low and high are null where they
 * are undefined.
 */
export interface Curve {
  readonly x: readonly number[]
  readonly y: readonly (number | null)[]
  readonly low: readonly (number | null)[]
  readonly high: readonly (number | null)[]
}

/** What is done to probabilities before they are read: nothing, or a calibrator fitted on each fold's inner predictions (R4). */
export const recalibrations = ['none', 'platt', 'isotonic'] as const
export type Recalibration = (typeof recalibrations)[number]

/** The held-out predictions that a figure of one class is made of, each case once a repeat (R13). */
export interface Basis {
  readonly cases: number
  readonly positives: number
  /** Folds of all repeats that it is made of, and those that had to be left out. */
  readonly folds: number
  readonly undefined_folds: number
}

/** How well the probabilities of one class agree with how often it is true, over all held-out predictions. */
export interface Calibration {
  /** Calibration in the large: 0 is ideal; above 0, risks are underestimated. */
  readonly intercept: Estimate
  /** 1 is ideal; below 1, probabilities are too extreme. */
  readonly slope: Estimate
  readonly brier: Estimate
  readonly ece: Estimate
  /** x: predicted probability; y: smoothed share of cases that have the class. null where it cannot be drawn. */
  readonly curve: Curve | null
  /**
   * Cases in ten bins of equal width of the predicted probability, for the histogram below the curve. Fewer in all where a fold's inner
   * cases lack a class, so that it could not be recalibrated (R13).
   */
  readonly bins: readonly number[]
  /** Absent in runs stored by earlier versions. */
  readonly basis?: Basis
}

/** Net benefit of treating whoever's probability reaches the threshold (Vickers and Elkin 2006), in true positives per case. */
export interface DecisionCurve {
  readonly model: Curve
  /** Of treating everyone, at the same thresholds; treating no one is 0. */
  readonly treat_all: readonly number[]
}

/** One class against the rest, by held-out predictions. */
export interface ClassPerformance {
  readonly class: string
  readonly cases: number
  readonly positives: number
  /** x: false positive rate; y: true positive rate, mean over the folds. null where no fold has both kinds. */
  readonly roc: Curve | null
  /** x: recall; y: precision, mean over the folds. null where no fold has both kinds. */
  readonly pr: Curve | null
  /** Of both curves: folds of one kind only are left out. Absent in runs stored by earlier versions. */
  readonly discrimination?: Basis
  readonly calibration: Readonly<Record<Recalibration, Calibration>>
  readonly decision_curve: DecisionCurve
}

/** What a classifier of two classes does at the thresholds that its folds' inner predictions chose (R3). */
export interface OperatingPoint {
  /** One for each fold and repeat, in their order; null where a fold's inner predictions could not choose. */
  readonly thresholds: readonly (number | null)[]
  readonly sensitivity: Estimate
  readonly specificity: Estimate
  /** At the share of positive cases in these data. */
  readonly prevalence: number
  readonly ppv: Estimate
  readonly npv: Estimate
  /** The same at the prevalence that the study states, by Bayes' rule; null where it states none. */
  readonly at_stated_prevalence: {
    readonly prevalence: number
    readonly ppv: Estimate
    readonly npv: Estimate
  } | null
  /** Folds without a threshold are left out. Absent in runs stored by earlier versions. */
  readonly basis?: Basis
}

/** More of what results.json says of one procedure that uses all modalities. */
export interface ProcedurePerformance extends Pick<Cell, 'projection' | 'fusion' | 'classifier'> {
  /** Held-out cases, each once a repeat: rows are true classes, columns predicted ones. */
  readonly confusion: readonly (readonly number[])[]
  /** Of two classes the positive one alone; of several, each against the rest. */
  readonly classes: readonly ClassPerformance[]
  /** null with more than two classes. */
  readonly operating_point: OperatingPoint | null
}
