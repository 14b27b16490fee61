import type { Scored } from './metrics/metric.ts'
import { usedBy } from './modality-sets.ts'
import type { TestFold } from './resamples.ts'
import type { Cell, ExperimentData, Unit, UnitResult, UsedModalities } from './types.ts'

/** What is said of the cases, for scoring predictions of them. */
export type Truth = Pick<ExperimentData, 'y' | 'groups' | 'positive'>

/** One procedure: what a row of the results table speaks of. */
export interface Procedure extends Pick<Cell, 'projection' | 'fusion' | 'classifier'>, UsedModalities {
  readonly cells: readonly Cell[]
  /** Its predictions of each fold's test rows, [folds]; null where it could not predict. */
  readonly scored: readonly (Scored | null)[]
  /** Its predictions of each fold's inner validation cases, [folds]; null where it has none. */
  readonly inner: readonly (Scored | null)[]
}

const foldKey = ({ repeat, fold }: { repeat: number; fold: number }): string => `${repeat}/${fold}`

/** A unit of each fold of a run, in the order of its units. */
const unitsOfFolds = (results: readonly UnitResult[]): Unit[] => [
  ...new Map(results.map(({ unit }) => [foldKey(unit), unit])).values(),
]

/** The folds of a run, in the order of its units. */
export const testFolds = (
  results: readonly UnitResult[],
  { groups }: Pick<ExperimentData, 'groups'>,
): TestFold[] =>
  unitsOfFolds(results).map(({ repeat, test }) => ({ repeat, groups: test.map((i) => groups[i]!) }))

/** True classes of each fold's test rows, in the same order. */
export const testClasses = (results: readonly UnitResult[], { y }: Pick<ExperimentData, 'y'>): Int32Array[] =>
  unitsOfFolds(results).map(({ test }) => test.map((i) => y[i]!))

/** Every procedure of a run, in the order of its cells, its folds in the order of `testFolds`. */
export function proceduresOf(results: readonly UnitResult[], truth: Truth): Procedure[] {
  const folds = [...new Set(results.map(({ unit }) => foldKey(unit)))]
  const parts = new Map<string, { cells: Cell[]; units: Map<string, UnitResult> }>()
  for (const result of results)
    for (const cell of result.cells) {
      const { projection, fusion, classifier, modalities } = cell
      const key = JSON.stringify([projection, fusion, classifier, modalities])
      const part = parts.get(key) ?? { cells: [], units: new Map<string, UnitResult>() }
      parts.set(key, part)
      part.cells.push(cell)
      part.units.set(foldKey(result.unit), result)
    }
  return Array.from(parts.values(), ({ cells, units }) => {
    const { projection, fusion, classifier, ...cell } = cells[0]!
    const ofFolds = (score: (result: UnitResult) => Scored | null): (Scored | null)[] =>
      folds.map((key) => {
        const result = units.get(key)
        return result ? score(result) : null
      })
    return {
      projection,
      fusion,
      ...usedBy(cell),
      classifier,
      cells,
      scored: ofFolds(({ unit, proba }) => scoredOf(unit.test, proba[classifier], truth)),
      inner: ofFolds(({ inner }) => inner && scoredOf(inner.cases, inner.proba[classifier], truth)),
    }
  })
}

function scoredOf(
  cases: Int32Array,
  proba: Scored['proba'] | undefined,
  { y, positive }: Pick<Truth, 'y' | 'positive'>,
): Scored | null {
  return proba ? { y: cases.map((i) => y[i]!), proba, positive } : null
}
