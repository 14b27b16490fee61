import type { Dataset } from './dataset.ts'

/** What an evaluation needs of the cases besides their vectors: plain arrays of length n, to be cloned into workers. */
export interface ExperimentCases {
  readonly y: Int32Array
  readonly classes: readonly string[]
  readonly positive: number | null
  /** Index of each case's patient, 0..patients-1 in the order of first appearance. */
  readonly groups: Int32Array
  readonly patients: number
  readonly folds: Int32Array | null
}

export function experimentCases({ y, classes, positive, patientIds, folds }: Dataset): ExperimentCases {
  const index = new Map<string, number>()
  const groups = Int32Array.from(patientIds, (patient) => {
    const known = index.get(patient)
    if (known !== undefined) return known
    index.set(patient, index.size)
    return index.size - 1
  })
  return { y, classes, positive, groups, patients: index.size, folds }
}
