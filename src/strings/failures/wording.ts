import type { FailureCode, FailureParams } from '../../core/failure.ts'

/** Every failure in three parts (promise P23). None ever quotes what a patient's record holds. */
export interface FailureWords {
  /** What happened. */
  readonly what: string
  /** What is safe. */
  readonly safe: string
  /** What to do next. */
  readonly doNext: string
}

export type Wording = { readonly [C in FailureCode]: (params: FailureParams[C]) => FailureWords }
