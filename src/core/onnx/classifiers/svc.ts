import { smallestShare, forEachPair, pairCount, type SvcModel } from '../../classifiers/svc-model.ts'
import { svcModelOf } from '../../classifiers/svc.ts'
import type { GraphBuilder } from '../builder.ts'
import { cast, scalar, withComplement } from '../expressions.ts'
import { float32, float64 } from '../parts.ts'
import type { ClassifierPart } from './classifier-part.ts'
import { addCoupling } from './coupling.ts'
import { certain, placeClasses } from './shares.ts'

export const svc: ClassifierPart = (builder, x, json) => {
  const model = svcModelOf(json)
  const { present } = model
  if (present.length === 1) return certain(builder, x, model)
  const shares = pairwiseShares(builder, decisions(builder, x, model), model)
  const coupled =
    present.length === 2
      ? withComplement(builder, builder.add('Sub', [scalar(builder, 1), shares]))
      : addCoupling(builder, shares, present.length)
  return placeClasses(builder, coupled, model)
}

/** exp(-gamma |x - v|^2), summed with each pair's coefficients, [n, pairs]. */
function decisions(builder: GraphBuilder, x: string, model: SvcModel): string {
  const { vectors, gamma, intercepts } = model
  const b = builder.constant(float64('svc_intercepts', [1, intercepts.length], intercepts))
  const wide = cast(builder, x, 'float64')
  const V = cast(
    builder,
    builder.constant(float32('svc_vectors', [vectors.rows, vectors.cols], vectors.data)),
    'float64',
  )
  const squares = builder.add('ReduceSumSquare', [wide], { axes: [1], keepdims: 1 })
  const ofVectors = Float64Array.from({ length: vectors.rows }, (_, s) =>
    vectors.data
      .subarray(s * vectors.cols, (s + 1) * vectors.cols)
      .reduce((sum, value) => sum + value * value, 0),
  )
  const sums = builder.add('Add', [
    squares,
    builder.constant(float64('svc_squares', [1, vectors.rows], ofVectors)),
  ])
  const products = builder.add('Gemm', [wide, V], { transB: 1 })
  const distances = builder.add('Max', [
    builder.add('Sub', [sums, builder.add('Mul', [products, scalar(builder, 2)])]),
    scalar(builder, 0),
  ])
  const kernel = builder.add('Exp', [builder.add('Mul', [distances, scalar(builder, -gamma)])])
  const alphas = builder.constant(
    float64('svc_coefficients', [intercepts.length, vectors.rows], coefficientsByPair(model)),
  )
  return builder.add('Gemm', [kernel, alphas, b], { transB: 1 })
}

/** Each pair's coefficient of every vector, 0 for those of other classes, [pairs, supports]. */
function coefficientsByPair({ present, supports, vectors, coefficients }: SvcModel): Float64Array {
  const n = vectors.rows
  const out = new Float64Array(pairCount(present.length) * n)
  const ends = supports.map((_, k) => supports.slice(0, k + 1).reduce((sum, of) => sum + of, 0))
  let pair = 0
  forEachPair(present.length, (a, b) => {
    const copy = (k: number, row: number): void => {
      for (let s = ends[k]! - supports[k]!; s < ends[k]!; s++) out[pair * n + s] = coefficients[row * n + s]!
    }
    copy(a, b - 1)
    copy(b, a)
    pair++
  })
  return out
}

/** Platt's probabilities of each pair's first class, kept from 0 and 1 as in libsvm, [n, pairs]. */
function pairwiseShares(builder: GraphBuilder, decided: string, { sigmoids }: SvcModel): string {
  const row = (name: 'slope' | 'offset'): string =>
    builder.constant(
      float64(
        `svc_${name}`,
        [1, sigmoids.length],
        sigmoids.map((of) => -of[name]),
      ),
    )
  const scores = builder.add('Add', [builder.add('Mul', [decided, row('slope')]), row('offset')])
  return builder.add('Clip', [
    builder.add('Sigmoid', [scores]),
    scalar(builder, smallestShare),
    scalar(builder, 1 - smallestShare),
  ])
}
