import { knnModelOf } from '../../classifiers/knn.ts'
import { squaredLengths, type Matrix } from '../../math/matrix.ts'
import { cast, lengthsOfRows, scalar } from '../expressions.ts'
import { float32, float64 } from '../parts.ts'
import type { ClassifierPart } from './classifier-part.ts'

export const knn: ClassifierPart = (builder, x, json) => {
  const { neighbours, classes, X, y } = knnModelOf(json)
  const wide = cast(builder, x, 'float64')
  const rows = cast(builder, builder.constant(float32('knn_rows', [X.rows, X.cols], X.data)), 'float64')
  const rowLengths = builder.constant(float64('knn_lengths', [1, X.rows], lengthsOf(X)))
  const lengths = builder.add('Mul', [lengthsOfRows(builder, wide), rowLengths])
  const cosines = builder.add('Div', [builder.add('Gemm', [wide, rows], { transB: 1 }), lengths])
  const distances = builder.add('Max', [
    builder.add('Sub', [scalar(builder, 1), cosines]),
    scalar(builder, 0),
  ])
  const { places } = builder.smallest(distances, Math.min(neighbours, X.rows))
  const votes = new Float64Array(y.length * classes)
  y.forEach((c, i) => (votes[i * classes + c] = 1))
  const votesOfRows = builder.constant(float64('knn_votes', [y.length, classes], votes))
  return builder.add('ReduceMean', [builder.add('Gather', [votesOfRows, places])], {
    axes: [1],
    keepdims: 0,
  })
}

const lengthsOf = (X: Matrix): Float64Array => squaredLengths(X).map((square) => Math.sqrt(square) || 1)
