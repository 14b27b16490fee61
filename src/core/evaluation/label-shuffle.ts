import { studentTQuantile } from '../math/distributions.ts'
import type { Study } from '../study/study.ts'
import { shufflePermutations } from './checks.ts'
import { auroc } from './metrics/auroc.ts'
import type { Cell, LabelShuffle, ShuffledProcedure, ShuffleVerdict, UnitResult } from './types.ts'

/** AUROC, whatever the study's metric: its chance level does not depend on how rare a class is. */
const metric = 'auroc'
const chance = 0.5

/**
 * The label-shuffle check; null where the study does not ask for it. With labels dealt to other patients nothing can be learned, and
 * AUROC is 0.5 on average, unless test labels reach what is fitted. Each permutation gives its mean over the folds; these means are
 * independent of each other, given the cases. A procedure is not at chance where the 99 % interval of their mean (Student's t, one
 * degree of freedom fewer than permutations) lies above 0.5: of two procedures without a leak about 1 in 100 pairs is accused.
 */
export function labelShuffleOf(all: readonly UnitResult[], { primary }: Study): LabelShuffle | null {
  const results = all.filter(({ unit }) => unit.check?.kind === 'label-shuffle')
  if (results.length === 0) return null
  const procedures = primary.compare.map((projection) =>
    shuffledProcedure(results.filter(({ unit }) => unit.projection === projection)),
  )
  const verdicts = procedures.map(({ verdict }) => verdict).filter((verdict) => verdict !== null)
  return {
    metric,
    classifier: primary.classifier,
    permutations: shufflePermutations,
    chance,
    procedures,
    verdict: verdicts.includes('not at chance') ? 'not at chance' : (verdicts[0] ?? null),
  }
}

/** @param results of one procedure, at least one */
function shuffledProcedure(results: readonly UnitResult[]): ShuffledProcedure {
  const [{ unit }] = results as [UnitResult]
  const cellsOf = (permutation: number): Cell[] =>
    results
      .filter(({ unit: { check } }) => check?.kind === 'label-shuffle' && check.permutation === permutation)
      .flatMap(({ cells }) => cells)
  const scores = Array.from({ length: shufflePermutations }, (_, permutation) =>
    cellsOf(permutation).map((cell) => cell.metrics[metric] ?? null),
  )
  const values = scores.map((folds) => meanOf(folds.filter((value) => value !== null)))
  const defined = values.filter((value) => value !== null)
  const ci99 = intervalOfMean(defined)
  return {
    projection: unit.projection,
    fusion: unit.fusion,
    values,
    mean: meanOf(defined),
    range: defined.length > 0 ? [Math.min(...defined), Math.max(...defined)] : null,
    ci99,
    verdict: verdictOf(ci99),
    undefined_cells: scores.flat().filter((value) => value === null).length,
  }
}

const verdictOf = (ci99: ShuffledProcedure['ci99']): ShuffleVerdict | null =>
  ci99 && (ci99[0] > chance ? 'not at chance' : 'at chance')

function intervalOfMean(values: readonly number[]): [number, number] | null {
  const mean = meanOf(values)
  if (mean === null || values.length < 2) return null
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  const half = studentTQuantile(0.995, values.length - 1) * Math.sqrt(variance / values.length)
  const [lowest, highest] = auroc.range
  return [Math.max(lowest, mean - half), Math.min(highest, mean + half)]
}

const meanOf = (values: readonly number[]): number | null =>
  values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null
