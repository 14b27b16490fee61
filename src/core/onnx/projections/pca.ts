import { parse } from 'valibot'
import { pcaParameters } from '../../projection/pca.ts'
import { cast } from '../expressions.ts'
import { float32, float64 } from '../parts.ts'
import type { ProjectionPart } from './projection-part.ts'

export const pca: ProjectionPart = {
  inputs: (parameters) => parse(pcaParameters, parameters).mean.length,
  add(builder, x, parameters, scope) {
    const { mean, components } = parse(pcaParameters, parameters)
    const d = mean.length
    const centre = builder.constant(float64(`${scope}_mean`, [1, d], mean))
    // centred rows are float32, their products float64, as in core/math/pca.ts
    const centred = cast(builder, builder.add('Sub', [cast(builder, x, 'float64'), centre]), 'float32')
    const directions = builder.constant(
      float32(`${scope}_components`, [components.length / d, d], components),
    )
    const products = builder.add(
      'Gemm',
      [cast(builder, centred, 'float64'), cast(builder, directions, 'float64')],
      { transB: 1 },
    )
    return cast(builder, products, 'float32')
  },
}
