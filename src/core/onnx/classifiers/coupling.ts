import { forEachPair, pairCount } from '../../classifiers/svc-model.ts'
import type { GraphBuilder } from '../builder.ts'
import { reshape, scalar, sumOver, unsqueeze } from '../expressions.ts'
import { float64, int64 } from '../parts.ts'

/**
 * Probabilities of k classes from those of each pair: the p that couplePairs comes to by iterations, solved for at once.
 *
 * p minimises p^T Q p where it sums to 1, so that Q p = c e for some number c, e being ones. Then (Q + e e^T) p = (c + 1) e: p is the
 * solution of (Q + e e^T) s = e divided by its sum. That matrix is positive definite even where Q is singular (pairs that agree
 * with each other perfectly), so that elimination by Gauss and Jordan needs no search for pivots.
 * @param shares probability of the first class of each pair, [n, pairs]
 * @returns [n, k]
 */
export function addCoupling(builder: GraphBuilder, shares: string, k: number): string {
  const R = pairwiseMatrix(builder, shares, k)
  const ones = Float64Array.from({ length: k * k }, () => 1)
  const e = builder.constant(float64('coupling_ones', [1, k, k], ones))
  const identity = builder.constant(
    float64(
      'coupling_identity',
      [1, k, k],
      ones.map((_, at) => Number(at % (k + 1) === 0)),
    ),
  )
  const transposed = builder.add('Transpose', [R], { perm: [0, 2, 1] })
  const diagonal = unsqueeze(builder, sumOver(builder, builder.add('Mul', [R, R]), 1), 1)
  const Q = builder.add('Sub', [
    builder.add('Mul', [diagonal, identity]),
    builder.add('Mul', [R, transposed]),
  ])
  let A = pad(builder, builder.add('Add', [Q, e]), 3, 1)
  for (let j = 0; j < k; j++) {
    const unit = builder.add('Gather', [identity, place(builder, j)], { axis: 2 })
    const pivotRow = builder.add('Gather', [A, place(builder, j)], { axis: 1 })
    const scaled = builder.add('Div', [pivotRow, column(builder, pivotRow, j)])
    const factors = builder.add('Sub', [column(builder, A, j), unit])
    A = builder.add('Sub', [A, builder.add('Mul', [factors, scaled])])
  }
  const solution = reshape(builder, column(builder, A, k), [-1, k])
  return builder.add('Div', [solution, unsqueeze(builder, sumOver(builder, solution, 1), 1)])
}

const place = (builder: GraphBuilder, j: number): string => builder.constant(int64(`place_${j}`, [j]))

const column = (builder: GraphBuilder, A: string, j: number): string =>
  builder.add('Gather', [A, place(builder, j)], { axis: 2 })

/** One more column along the last of `axes` axes, of one value. */
function pad(builder: GraphBuilder, x: string, axes: number, value: number): string {
  const pads = Array.from({ length: 2 * axes }, (_, i) => Number(i === 2 * axes - 1))
  return builder.add('Pad', [x, builder.constant(int64(`pads_${axes}`, pads)), scalar(builder, value)])
}

/** r_ab at [n, a, b]: the probability of a, where it is a or b; 0 on the diagonal. */
function pairwiseMatrix(builder: GraphBuilder, shares: string, k: number): string {
  const pairs = pairCount(k)
  // side by side: each pair's first class, its second, and a column of zeros
  const rest = builder.add('Sub', [scalar(builder, 1), shares])
  const all = pad(builder, builder.add('Concat', [shares, rest], { axis: 1 }), 2, 0)
  const places = Array.from({ length: k * k }, () => 2 * pairs)
  let pair = 0
  forEachPair(k, (a, b) => {
    places[a * k + b] = pair
    places[b * k + a] = pairs + pair++
  })
  const laidOut = builder.add('Gather', [all, builder.constant(int64('coupling_places', places))], {
    axis: 1,
  })
  return reshape(builder, laidOut, [-1, k, k])
}
