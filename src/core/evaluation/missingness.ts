import { presentRows } from '../dataset/table-modality.ts'
import { caseGroup, type CaseGroup } from './scored-cases.ts'
import type { ExperimentData } from './types.ts'

/** Cases that have the same modalities. */
export interface Pattern {
  /** Those that they have, in the order of the data. */
  readonly modalities: readonly string[]
  readonly group: CaseGroup
}

/**
 * The tested cases by the modalities that they have (R7), most cases first; empty where all have the same.
 * @param tested indices of the cases that a fold tests, ascending
 */
export function missingnessPatterns(data: ExperimentData, tested: readonly number[]): Pattern[] {
  const { modalities } = data
  const present = modalities.map((modality) =>
    'X' in modality ? modality.present : presentRows(modality.columns),
  )
  const patterns = new Map<string, { modalities: string[]; cases: Set<number> }>()
  for (const i of tested) {
    const key = present.map((flags) => flags[i]!).join('')
    let pattern = patterns.get(key)
    if (!pattern) {
      const had = modalities.filter((_, m) => present[m]![i] === 1)
      patterns.set(key, (pattern = { modalities: had.map(({ name }) => name), cases: new Set() }))
    }
    pattern.cases.add(i)
  }
  if (patterns.size < 2) return []
  // of equally many the one with more modalities, so that the order does not depend on that of the cases
  return [...patterns.entries()]
    .toSorted(([a, one], [b, other]) => other.cases.size - one.cases.size || (a < b ? 1 : -1))
    .map(([, { modalities: had, cases }]) => ({ modalities: had, group: caseGroup(cases, data) }))
}
