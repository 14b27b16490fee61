import { usesAll } from './modality-sets.ts'
import type { Cell, Results } from './types.ts'

/** Both sides of the comparison on one fold. */
export interface ComparedFold extends Pick<
  Cell,
  'repeat' | 'fold' | 'fold_name' | 'n_train' | 'n_test' | 'n_set_aside' | 'patients_shared'
> {
  /** null where the metric is undefined. */
  readonly a: number | null
  readonly b: number | null
  readonly difference: number | null
}

/** What the corrected t-test was given, in the order of the cells. */
export function comparedFolds({ cells, comparison }: Pick<Results, 'cells' | 'comparison'>): ComparedFold[] {
  const { metric, classifier, compare, fusion } = comparison
  const [sideA, sideB] = compare.map((projection, side) =>
    cells.filter(
      (cell) =>
        usesAll(cell) &&
        cell.projection === projection &&
        cell.fusion === fusion[side] &&
        cell.classifier === classifier,
    ),
  )
  return sideA!.flatMap((cell) => {
    const other = sideB!.find(({ repeat, fold }) => repeat === cell.repeat && fold === cell.fold)
    if (!other) return []
    const [a, b] = [cell.metrics[metric] ?? null, other.metrics[metric] ?? null]
    return [{ ...cell, a, b, difference: a === null || b === null ? null : a - b }]
  })
}

/** Whether one site was left out at a time. */
export const leavesSitesOut = ({ cells }: Pick<Results, 'cells'>): boolean =>
  cells.some(({ fold_name }) => fold_name !== undefined)
