import type { ProjectionJson, ProjectionName } from '../../projection/projection.ts'
import type { GraphBuilder } from '../builder.ts'
import { cast } from '../expressions.ts'
import { float64 } from '../parts.ts'
import { contrastive } from './contrastive.ts'
import { none } from './none.ts'
import { pca } from './pca.ts'
import type { ProjectionPart } from './projection-part.ts'

const parts: Readonly<Record<ProjectionName, ProjectionPart>> = { none, pca, contrastive }

/** Columns d of the vectors that go into a fitted projection. */
export const projectionInputs = ({ name, parameters }: ProjectionJson): number =>
  parts[name].inputs(parameters)

/** A fitted projection, with the scaling before it: x [n, d] -> [n, outputs], both float32. */
export function addProjection(
  builder: GraphBuilder,
  x: string,
  { name, scaler, parameters }: ProjectionJson,
  scope: string,
): string {
  const scaled = scaler ? addScaler(builder, x, scaler, scope) : x
  return parts[name].add(builder, scaled, parameters, scope)
}

/** In float64, so that it rounds as the app's does: what lies on a tree's threshold stays on its side. */
function addScaler(
  builder: GraphBuilder,
  x: string,
  { mean, scale }: NonNullable<ProjectionJson['scaler']>,
  scope: string,
): string {
  const row = (label: string, values: readonly number[]): string =>
    builder.constant(float64(`${scope}_${label}`, [1, values.length], values))
  const centred = builder.add('Sub', [cast(builder, x, 'float64'), row('scaler_mean', mean)])
  return cast(builder, builder.add('Div', [centred, row('scaler_scale', scale)]), 'float32')
}
