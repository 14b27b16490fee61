import type { Notice } from '../notice.ts'
import { fitTableEncoder } from './table-encoder.ts'
import type { ExperimentData } from './types.ts'

/** The old rule of thumb for models without a penalty (Peduzzi 1996), which Riley et al. (2019) replace by computed sizes. */
const advisedPerDimension = 10

/** How many patients of the smallest class there are for each number of the vectors, where they are few. */
export function eventNotices(data: ExperimentData): Notice[] {
  const all = Int32Array.from(data.y.keys())
  const dimensions = data.modalities.reduce(
    (sum, modality) =>
      sum + ('X' in modality ? modality.X.cols : fitTableEncoder(modality.columns, all).dimensions),
    0,
  )
  const patients = Math.min(
    ...data.classes.map((_, c) => new Set(data.groups.filter((_patient, i) => data.y[i] === c)).size),
  )
  if (patients >= advisedPerDimension * dimensions) return []
  const params = { patients, dimensions, advised: advisedPerDimension }
  return [{ code: 'few-events-per-dimension', severity: 'info', params }]
}
