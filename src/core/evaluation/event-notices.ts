import type { Notice } from '../notice.ts'
import { fitTableEncoder } from './table-encoder.ts'
import type { ExperimentData } from './types.ts'

/** The old rule of thumb for models without a penalty (Peduzzi 1996), which Riley et al. (2019) replace by computed sizes. */
const advisedPerDimension = 10

/**
 * How many patients of the smallest class the folds have for each number of the vectors, where they are few.
 * @param used the cases that the folds train on or test: those that are locked away, or without a site, teach nothing
 */
export function eventNotices(data: ExperimentData, used: Int32Array): Notice[] {
  const dimensions = data.modalities.reduce(
    (sum, modality) =>
      sum + ('X' in modality ? modality.X.cols : fitTableEncoder(modality.columns, used).dimensions),
    0,
  )
  const patientsOf = data.classes.map(() => new Set<number>())
  for (const i of used) patientsOf[data.y[i]!]!.add(data.groups[i]!)
  const patients = Math.min(...patientsOf.map(({ size }) => size))
  if (patients >= advisedPerDimension * dimensions) return []
  const params = { patients, dimensions, advised: advisedPerDimension }
  return [{ code: 'few-events-per-dimension', severity: 'info', params }]
}
