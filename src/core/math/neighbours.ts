import { Failure } from '../failure.ts'
import type { Matrix } from './matrix.ts'
import { rowProducts } from './product.ts'

/** The k nearest reference rows of each query row, nearest first. */
export interface Neighbours {
  readonly k: number
  /** Row numbers in the reference, [queries * k], row-major. */
  readonly indices: Int32Array
  /** Cosine distances 1 - cos, 0..2, [queries * k], row-major. */
  readonly distances: Float64Array
}

/** A block of this many queries against this many references keeps both, at 768 columns, within a core's cache. */
const queryBlock = 32
const referenceBlock = 256

/**
 * Exact nearest neighbours by cosine distance; k is capped by the number of references. Equal distances are ordered by
 * row number. A row of zeros has no direction: its distance to every row is 1 (as in scikit-learn).
 * @param reference [n, d]
 * @param queries [m, d]
 * @throws Failure 'shape-mismatch' when the column counts differ
 */
export function cosineNeighbours(reference: Matrix, queries: Matrix, k: number): Neighbours {
  if (reference.cols !== queries.cols)
    throw new Failure('shape-mismatch', {
      where: 'cosineNeighbours',
      expected: `[m, ${reference.cols}]`,
      actual: `[${queries.rows}, ${queries.cols}]`,
    })
  const kept = Math.min(k, reference.rows)
  const indices = new Int32Array(queries.rows * kept)
  const distances = new Float64Array(queries.rows * kept).fill(Infinity)
  if (kept === 0) return { k: 0, indices, distances }

  const referenceLengths = rowLengths(reference)
  const queryLengths = rowLengths(queries)
  const products = new Float64Array(queryBlock * referenceBlock)
  for (let q = 0; q < queries.rows; q += queryBlock) {
    const asked = { from: q, to: Math.min(q + queryBlock, queries.rows) }
    for (let r = 0; r < reference.rows; r += referenceBlock) {
      const offered = { from: r, to: Math.min(r + referenceBlock, reference.rows) }
      rowProducts(queries, asked, reference, offered, products)
      const width = offered.to - offered.from
      for (let i = asked.from; i < asked.to; i++)
        for (let j = offered.from; j < offered.to; j++) {
          const cosine = products[(i - q) * width + j - r]! / (queryLengths[i]! * referenceLengths[j]!)
          offer(indices, distances, i * kept, kept, j, Math.max(0, 1 - cosine))
        }
    }
  }
  return { k: kept, indices, distances }
}

/** Puts a candidate into a list sorted by distance, from `at`; after those of equal distance, which came before it. */
function offer(
  indices: Int32Array,
  distances: Float64Array,
  at: number,
  k: number,
  index: number,
  distance: number,
): void {
  let place = at + k - 1
  if (!(distance < distances[place]!)) return
  for (; place > at && distance < distances[place - 1]!; place--) {
    distances[place] = distances[place - 1]!
    indices[place] = indices[place - 1]!
  }
  distances[place] = distance
  indices[place] = index
}

/** Euclidean length of each row; 1 for a row of zeros, so that its cosines are 0. */
function rowLengths({ rows, cols, data }: Matrix): Float64Array {
  const lengths = new Float64Array(rows)
  for (let i = 0, p = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, p++) lengths[i]! += data[p]! * data[p]!
    lengths[i] = Math.sqrt(lengths[i]!) || 1
  }
  return lengths
}
