import type { CaseCounts, ExperimentData } from './types.ts'

/** How many cases, of how many patients, of which classes. @param cases their indices, each once */
export function countCases(
  cases: Iterable<number>,
  { y, groups, classes }: Pick<ExperimentData, 'y' | 'groups' | 'classes'>,
): CaseCounts {
  const counts = new Uint32Array(classes.length)
  const patients = new Set<number>()
  let n = 0
  for (const i of cases) {
    counts[y[i]!]!++
    patients.add(groups[i]!)
    n++
  }
  return {
    cases: n,
    patients: patients.size,
    classes: Object.fromEntries(classes.map((name, c) => [name, counts[c]!])),
  }
}
