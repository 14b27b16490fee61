import { lrModelOf } from '../../classifiers/lr.ts'
import { cast } from '../expressions.ts'
import { float64 } from '../parts.ts'
import type { ClassifierPart } from './classifier-part.ts'
import { certain, placeClasses, sharesOfScores } from './shares.ts'

export const lr: ClassifierPart = (builder, x, json) => {
  const model = lrModelOf(json)
  const { cols, weights, intercepts } = model
  const outputs = intercepts.length
  if (outputs === 0) return certain(builder, x, model)
  const W = builder.constant(float64('lr_weights', [outputs, cols], weights))
  const b = builder.constant(float64('lr_intercepts', [outputs], intercepts))
  const scores = builder.add('Gemm', [cast(builder, x, 'float64'), W, b], { transB: 1 })
  return placeClasses(builder, sharesOfScores(builder, scores, outputs), model)
}
