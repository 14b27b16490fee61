import { mlpModelOf } from '../../classifiers/mlp.ts'
import { cast } from '../expressions.ts'
import { float32 } from '../parts.ts'
import type { ClassifierPart } from './classifier-part.ts'
import { certain, placeClasses, sharesOfScores } from './shares.ts'

export const mlp: ClassifierPart = (builder, x, json) => {
  const model = mlpModelOf(json)
  if (!model.weights) return certain(builder, x, model)
  const { inputs, hidden, outputs } = model.weights.shape
  const dims = [[inputs, hidden], [hidden], [hidden, outputs], [outputs]]
  const [W1, b1, W2, b2] = ['W1', 'b1', 'W2', 'b2'].map((name, a) =>
    builder.constant(float32(`mlp_${name}`, dims[a]!, model.weights!.arrays[a]!)),
  )
  const h = builder.add('Relu', [builder.add('Gemm', [x, W1!, b1!])])
  const scores = cast(builder, builder.add('Gemm', [h, W2!, b2!]), 'float64')
  return placeClasses(builder, sharesOfScores(builder, scores, outputs), model)
}
