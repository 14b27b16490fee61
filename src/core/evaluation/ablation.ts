import type { ProjectionName } from '../projection/projection.ts'
import type { FusionName } from '../study/study.ts'
import { byKey } from './by-key.ts'
import { comparePaired, type PairedComparison } from './compare.ts'
import { holm } from './holm.ts'
import { usesAll } from './modality-sets.ts'
import type { Cell, Results, SummaryRow, UsedModalities } from './types.ts'

/** A procedure with all modalities, and what is left of it with fewer. */
export interface AblationGroup {
  readonly projection: ProjectionName
  readonly fusion: FusionName
  /** null where the metric is undefined in every fold. */
  readonly all: SummaryRow | null
  readonly reduced: readonly ReducedRow[]
}

export interface ReducedRow extends Required<UsedModalities> {
  /** null where the metric is undefined in every fold. */
  readonly summary: SummaryRow | null
  /** This minus all modalities, paired on identical folds (R8). */
  readonly difference: PairedComparison
  /** p corrected by Holm's method for all differences of the groups (R8). */
  readonly p: number | null
}

/**
 * The ablation of a run for one metric and classifier: every projection and fusion of all modalities, and beside it the sets
 * of fewer. A modality alone has one form, which stands beside each fusion. Empty where the run had no ablation.
 */
export function ablationGroups(
  { cells, summary }: Pick<Results, 'cells' | 'summary'>,
  metric: string,
  classifier: string,
): AblationGroup[] {
  const forms = byKey(
    cells.filter((cell) => cell.classifier === classifier),
    formKey,
  )
  const rows = byKey(
    summary.filter((row) => row.metric === metric && row.classifier === classifier),
    formKey,
  )
  const full = [...forms.values()].filter(([first]) => usesAll(first!))
  const fewer = [...forms.values()].filter(([first]) => !usesAll(first!))
  if (fewer.length === 0) return []

  const rowOf = ([first]: readonly Cell[]): SummaryRow | null => rows.get(formKey(first!))?.[0] ?? null
  const groups = full.map((all) => {
    const { projection, fusion } = all[0]!
    const reduced = fewer.flatMap((some) => {
      const [{ modalities = [], ...form }] = some as [Cell]
      const belongs = form.projection === projection && (form.fusion === fusion || modalities.length === 1)
      if (!belongs) return []
      return { modalities, summary: rowOf(some), difference: comparePaired(some, all, metric) }
    })
    return { projection, fusion, all: rowOf(all), reduced }
  })

  const corrected = holm(groups.flatMap((group) => group.reduced.map(({ difference }) => difference.p)))
  return groups.map((group) => ({
    ...group,
    reduced: group.reduced.map((row) => ({ ...row, p: corrected.shift()! })),
  }))
}

/** All modalities of the run's ablation, in the order of the data; empty where it had none. */
export function ablatedModalities({ cells }: Pick<Results, 'cells'>): readonly string[] {
  return [...new Set(cells.flatMap(({ modalities }) => modalities ?? []))]
}

type Form = Pick<Cell, 'projection' | 'fusion'> & UsedModalities

const formKey = ({ projection, fusion, modalities = [] }: Form): string =>
  JSON.stringify([projection, fusion, modalities])
