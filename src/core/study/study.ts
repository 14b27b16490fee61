import type { ColumnRoles } from '../dataset/dataset.ts'
import type { TextUse } from '../dataset/text-modality.ts'
import type { EncoderModality } from '../encoders/encoder.ts'
import type { LongTexts } from '../encoders/long-texts.ts'
import type { AdaptSettings, PresetName } from '../projection/presets.ts'
import type { ProjectionName } from '../projection/projection.ts'

/** One experiment, written down (version 1 of the study file). The screens edit one; the command runs one. */
export interface Study {
  readonly version: 1
  readonly name: string
  readonly files: readonly string[]
  /** Absent: roles are guessed and the guess is printed. */
  readonly columns?: ColumnRoles
  /** By what they read; one is used where the cases have its modality. */
  readonly encoders: Readonly<Partial<Record<EncoderModality, string>>>
  /** Several text columns: a modality each, or joined to one text a case. */
  readonly texts: TextUse
  /** What happens to texts that are longer than the encoder reads. */
  readonly long_texts: LongTexts
  readonly projections: readonly ProjectionName[]
  readonly fusion: readonly FusionName[]
  /** Also each modality alone and, of three or more, each one left out. Runs stored by earlier versions lack it: not. */
  readonly ablation: boolean
  /** Also the primary comparison with labels that were dealt to other patients. Runs stored by earlier versions lack it: not. */
  readonly label_shuffle: boolean
  readonly preset: PresetName | AdaptSettings
  readonly classifiers: readonly string[]
  readonly validation: Validation
  readonly primary: PrimaryComparison
  /** How each fold chooses the probability from which on a case is called positive (two classes). */
  readonly operating_point: OperatingPointRule
  /** Columns whose values make groups of cases that get results of their own. Absent: those with the role site or category. */
  readonly subgroups?: readonly string[]
}

/** The part of a study that the screens edit: everything but its name, files and columns. */
export type StudySettings = Omit<Study, 'version' | 'name' | 'files' | 'columns'>

/** One projection for all modalities side by side, or one projection for each. */
export const fusionNames = ['single', 'per-modality'] as const
export type FusionName = (typeof fusionNames)[number]

/** Folds are drawn by patient and class, unless one of `folds_column` and `leave_out` says what they are. */
export interface Validation {
  readonly folds: number
  readonly repeats: number
  readonly seed: number
  /** Name of a column with the role fold; its values are the folds. */
  readonly folds_column?: string
  /** Name of a column with the role site; each of its values is left out once. */
  readonly leave_out?: string
  /** A locked test set: predicted once, by what was fitted on all other cases. Absent: none. */
  readonly test?: LockedTestChoice
}

/** A share of the patients, drawn by seed; or the cases that have a value in a column that predicts nothing. */
export type LockedTestChoice =
  { readonly share: number } | { readonly column: string; readonly value: string }

/** The column that marks the locked test set, where one does. */
export const testColumn = ({ test }: Pick<Validation, 'test'>): string | undefined =>
  test && 'column' in test ? test.column : undefined

/** Named before the run (rule R9); compare[0] minus compare[1]. */
export interface PrimaryComparison {
  readonly metric: string
  readonly classifier: string
  readonly compare: readonly [ProjectionName, ProjectionName]
}

/**
 * The rule by which a threshold is chosen on predictions of inner cases (R3): the largest sum of sensitivity and specificity (Youden
 * 1950), the least sensitivity or specificity that is wanted, or a probability fixed beforehand.
 */
export type OperatingPointRule = (
  | { readonly rule: 'youden' }
  | { readonly rule: 'sensitivity' | 'specificity' | 'fixed'; readonly value: number }
) & {
  /** Share of positive cases where the classifier is to be used, for predictive values there. */
  readonly prevalence?: number
}

export const operatingPointRules = ['youden', 'sensitivity', 'specificity', 'fixed'] as const
