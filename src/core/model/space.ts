import { unchanged } from '../projection/none.ts'
import { scaledMethod } from '../projection/compose.ts'
import { projectionFromJson } from '../projection/from-json.ts'
import type { FittedTransform, ProjectionJson } from '../projection/projection.ts'
import type { Trainer } from '../projection/trainer.ts'
import { encodeTables, type TableEncoders } from '../evaluation/encode-tables.ts'
import type { FittedUnit } from '../evaluation/fit-unit.ts'
import { fuse, type FusedInput, type InputPlan } from '../evaluation/fusion.ts'
import { projectCases } from '../evaluation/project-fold.ts'
import type { ModalityData } from '../evaluation/types.ts'
import type { Matrix } from '../math/matrix.ts'
import { fitStandardScaler } from '../math/standardise.ts'

/** From modalities to the vectors that a classifier sees, as fitted: plain data. */
export interface FittedSpace {
  readonly tables: TableEncoders
  readonly plans: readonly InputPlan[]
  /** Of each plan. */
  readonly projections: readonly ProjectionJson[]
}

/** A space that cases can be put into. */
export interface OpenSpace {
  /** Vectors of all cases of these modalities, [n, d]. What a case lacks is masked as in training (R7). */
  project(modalities: readonly ModalityData[]): Promise<Matrix>
}

/** @throws Failure 'projection-unreadable' */
export function openSpace(
  { tables, plans, projections }: FittedSpace,
  trainer?: Pick<Trainer, 'project'>,
): OpenSpace {
  const transforms = projections.map((json) => projectionFromJson(json, trainer))
  return {
    async project(modalities) {
      const all = Int32Array.from({ length: countCases(modalities) }, (_, i) => i)
      const encoded = encodeTables(tables, modalities, { train: new Int32Array(), test: all })
      const inputs = fuse(plans, encoded.modalities)
      const fitted = inputs.map((input, i) => ({ input, projection: transforms[i]! }))
      return projectCases(fitted, all, 'transform')
    },
  }
}

/** The space of a unit's projections. */
export const spaceOf = ({ tables, plans, fitted }: FittedUnit): FittedSpace => ({
  tables,
  plans,
  projections: fitted.map(({ projection }) => projection.toJSON()),
})

/** The space before the unit's projections: what goes into them, standardised with its training rows. */
export interface RawSpace {
  readonly fitted: readonly { readonly input: FusedInput; readonly projection: FittedTransform }[]
  readonly space: FittedSpace
}

export function rawSpaceOf({ tables, plans, fitted, training }: FittedUnit): RawSpace {
  const standardised = fitted.map(({ input }) => {
    const rows = input.take(training.cases.filter((i) => input.has(i)))
    return { input, projection: scaledMethod('none', fitStandardScaler(rows), unchanged(rows.cols)) }
  })
  return {
    fitted: standardised,
    space: { tables, plans, projections: standardised.map(({ projection }) => projection.toJSON()) },
  }
}

/** How many cases modalities hold: all of them equally many. */
export function countCases([first]: readonly ModalityData[]): number {
  if (!first) return 0
  return 'X' in first ? first.X.rows : first.columns[0]!.values.length
}
