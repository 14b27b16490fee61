import type { Notice } from '../notice.ts'
import type { LabelWord } from './label-words.ts'

/**
 * A notice about the data with the cases it speaks of. Cases and words are patient data: they stay in memory, for the
 * screen; what is stored and exported is the notice alone.
 */
export interface Finding {
  readonly notice: Notice
  /** Indices of its cases, rising; absent where it speaks of none in particular. */
  readonly cases?: Int32Array
  /** The same cases, those that are alike together. */
  readonly groups?: readonly Int32Array[]
  /** Words that tell the label, the most telling first. */
  readonly words?: readonly LabelWord[]
}

/** Every case of several lists once, rising. */
export const allOf = (lists: readonly Iterable<number>[]): Int32Array =>
  Int32Array.from(new Set(lists.flatMap((list) => [...list]))).sort()

/** The cases 0..n-1 that a test holds for. */
export const casesWhere = (n: number, test: (caseIndex: number) => boolean): Int32Array =>
  Int32Array.from(Array.from({ length: n }, (_, i) => i).filter(test))
