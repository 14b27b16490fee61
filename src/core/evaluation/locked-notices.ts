import type { Notice } from '../notice.ts'
import type { Division } from './division.ts'
import type { ExperimentData } from './types.ts'

/** Classes that the locked test set has no case of: metrics that need them have no value there (R13). */
export function lockedNotices(
  { y }: Pick<ExperimentData, 'y'>,
  { locked }: Pick<Division, 'locked'>,
): Notice[] {
  if (locked.length === 0) return []
  const classes = new Set(y).size
  const missing = classes - new Set(locked.map((i) => y[i]!)).size
  return missing > 0
    ? [{ code: 'locked-without-classes', severity: 'warning', params: { missing, classes } }]
    : []
}
