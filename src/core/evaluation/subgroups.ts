import { caseGroup, type CaseGroup } from './scored-cases.ts'
import type { ExperimentData } from './types.ts'

/** Cases that have the same value in a column. */
export interface Level {
  readonly column: string
  /** null: those without a value (R7). */
  readonly level: string | null
  readonly group: CaseGroup
}

/**
 * Every level that tested cases have in a subgroup column, in the order of the columns and levels; those without a value come last.
 * @param tested indices of the cases that a fold tests
 */
export function subgroupLevels(data: ExperimentData, tested: readonly number[]): Level[] {
  return (data.subgroups ?? []).flatMap(({ column, levels, values }) => {
    const cases = [...levels, null].map(() => new Set<number>())
    for (const i of tested) cases[values[i]! < 0 ? levels.length : values[i]!]!.add(i)
    return [...levels, null].flatMap((level, l) =>
      cases[l]!.size > 0 ? [{ column, level, group: caseGroup(cases[l]!, data) }] : [],
    )
  })
}
