import type { NamedPerformance } from '../charts/class-curves.ts'
import type { Results } from '../evaluation/types.ts'
import { procedureLabel } from './words.ts'

/** The two procedures that are compared, on the comparison's classifier; empty in runs stored by earlier versions. */
export function comparedPerformance(results: Results): NamedPerformance[] {
  const { performance = [], comparison } = results
  return [0, 1].flatMap((side) =>
    performance
      .filter(
        ({ projection, fusion, classifier }) =>
          classifier === comparison.classifier &&
          projection === comparison.compare[side] &&
          fusion === comparison.fusion[side],
      )
      .map((one) => ({ label: procedureLabel(one, results), performance: one })),
  )
}
