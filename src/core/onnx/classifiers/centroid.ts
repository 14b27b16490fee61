import { centroidModelOf, leastVariance } from '../../classifiers/centroid.ts'
import { cast, scalar } from '../expressions.ts'
import { float64 } from '../parts.ts'
import type { ClassifierPart } from './classifier-part.ts'
import { placeClasses } from './shares.ts'

export const centroid: ClassifierPart = (builder, x, json) => {
  const model = centroidModelOf(json)
  const { cols, centroids, present, variance } = model
  const wide = cast(builder, x, 'float64')
  // one class after the other: [n, classes, d] would be large, and a product of x and the centroids inexact
  const squares = present.map((_, k) => {
    const centre = centroids.subarray(k * cols, (k + 1) * cols)
    const difference = builder.add('Sub', [
      wide,
      builder.constant(float64(`centroid_${k}`, [1, cols], centre)),
    ])
    return builder.add('ReduceSumSquare', [difference], { axes: [1], keepdims: 1 })
  })
  const distances = builder.add('Concat', squares, { axis: 1 })
  const nearest = builder.add('ReduceMin', [distances], { axes: [1], keepdims: 1 })
  const scale = scalar(builder, -1 / (2 * Math.max(variance, leastVariance)))
  const scores = builder.add('Mul', [builder.add('Sub', [distances, nearest]), scale])
  return placeClasses(builder, builder.add('Softmax', [scores], { axis: 1 }), model)
}
