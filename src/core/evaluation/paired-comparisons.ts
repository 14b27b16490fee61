import type { ProjectionName } from '../projection/projection.ts'
import type { FusionName } from '../study/study.ts'
import { byKey } from './by-key.ts'
import { comparePaired, type PairedComparison } from './compare.ts'
import { holm } from './holm.ts'
import { usesAll } from './modality-sets.ts'
import type { Cell, Results } from './types.ts'

/** A projection against none, with the same classifier and fusion. */
export interface PairedRow {
  readonly projection: ProjectionName
  readonly fusion: FusionName
  readonly classifier: string
  /** The projection minus none. */
  readonly difference: PairedComparison
  /** p corrected by Holm's method for all rows (R8). */
  readonly p: number | null
}

/**
 * Every projection against none, paired on identical folds by the corrected resampled t-test, p corrected for all that are shown
 * (R8): of procedures that use all modalities. They are not the comparison that was named before the run (R9).
 * @param classifier one alone; all where it is absent
 */
export function pairedComparisons(
  { cells }: Pick<Results, 'cells'>,
  metric: string,
  classifier?: string,
): PairedRow[] {
  const procedures = byKey(
    cells.filter((cell) => usesAll(cell) && (classifier === undefined || cell.classifier === classifier)),
    procedureKey,
  )
  const rows = [...procedures.values()].flatMap((own) => {
    const { projection, fusion, classifier: name } = own[0]!
    const other = procedures.get(procedureKey({ projection: 'none', fusion, classifier: name }))
    if (projection === 'none' || !other) return []
    return [{ projection, fusion, classifier: name, difference: comparePaired(own, other, metric) }]
  })
  const corrected = holm(rows.map(({ difference }) => difference.p))
  return rows.map((row, i) => ({ ...row, p: corrected[i]! }))
}

const procedureKey = ({
  projection,
  fusion,
  classifier,
}: Pick<Cell, 'projection' | 'fusion' | 'classifier'>): string =>
  JSON.stringify([projection, fusion, classifier])
