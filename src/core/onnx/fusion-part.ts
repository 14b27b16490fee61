import type { InputPlan } from '../evaluation/fusion.ts'
import type { ProjectionJson } from '../projection/projection.ts'
import type { GraphBuilder } from './builder.ts'
import { cast } from './expressions.ts'
import { float32 } from './parts.ts'
import { addProjection } from './projections/registry.ts'
import type { ModalityValues } from './table-part.ts'

/** A fitted input: how modalities come together, and the projection of what they make. */
export interface FittedPlan extends InputPlan {
  readonly projection: ProjectionJson
}

/** The classifier's input, as projectCases makes it (R7), float32 [n, columns]. */
export function addFusion(
  builder: GraphBuilder,
  plans: readonly FittedPlan[],
  modalities: ReadonlyMap<string, ModalityValues>,
): string {
  const blocks = plans.map((plan, p) => {
    const scope = `projection${p}`
    if (plan.modality === null)
      return addProjection(builder, sideBySide(builder, plan, modalities, scope), plan.projection, scope)
    const { X, present } = modalities.get(plan.modality)!
    const Z = addProjection(builder, X, plan.projection, scope)
    const zero = builder.constant(float32('zero', [], [0]))
    const masked = builder.add('Where', [present, Z, zero])
    return plan.indicator ? withIndicator(builder, masked, present) : masked
  })
  return blocks.length === 1 ? blocks[0]! : builder.add('Concat', blocks, { axis: 1 })
}

/** All modalities, the training mean for one that a case lacks. */
function sideBySide(
  builder: GraphBuilder,
  { blocks }: InputPlan,
  modalities: ReadonlyMap<string, ModalityValues>,
  scope: string,
): string {
  const parts = blocks.map(({ modality, mean, indicator }, b) => {
    const { X, present } = modalities.get(modality)!
    const row = builder.constant(float32(`${scope}_mean${b}`, [1, mean.length], mean))
    const imputed = builder.add('Where', [present, X, row])
    return indicator ? withIndicator(builder, imputed, present) : imputed
  })
  return parts.length === 1 ? parts[0]! : builder.add('Concat', parts, { axis: 1 })
}

/** A further column that is 1 for the cases that lack it. */
const withIndicator = (builder: GraphBuilder, X: string, present: string): string =>
  builder.add('Concat', [X, cast(builder, builder.add('Not', [present]), 'float32')], { axis: 1 })
