import { Failure } from '../failure.ts'
import { squaredLengths, type Matrix } from './matrix.ts'
import { availableKinds } from './kernel-kind.ts'
import { allocateOnce, panelKernels } from './panel-kernels.ts'
import { padded, panelCols, panelIndex, panelsIn, type Panels } from './panels.ts'

/** The k nearest reference rows of each query row, nearest first. */
export interface Neighbours {
  readonly k: number
  /** Row numbers in the reference, [queries * k], row-major. */
  readonly indices: Int32Array
  /** Cosine distances 1 - cos, 0..2, [queries * k], row-major. */
  readonly distances: Float64Array
}

/** A block of this many queries against this many references keeps both, at 768 columns, within a core's cache. */
const queryBlock = 64
const referenceBlock = 512
/** Half the distance from 1 to the next float32. */
const rounding = 2 ** -24

/**
 * Exact nearest neighbours by cosine distance; k is capped by the number of references. Equal distances are ordered by
 * row number. A row of zeros has no direction: its distance to every row is 1 (as in scikit-learn).
 *
 * Products of all pairs are taken in float32 with SIMD; a pair that may be among the nearest, given how far rounding can have
 * moved it, is computed again in float64, and that distance decides.
 * @param reference [n, d]
 * @param queries [m, d]
 * @throws Failure 'shape-mismatch' when the column counts differ, 'not-finite' when a value is, 'computing-out-of-memory'
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
  const exact = (i: number, j: number): number => {
    let sum = 0
    const [a, b] = [i * queries.cols, j * reference.cols]
    for (let k = 0; k < queries.cols; k++) sum += queries.data[a + k]! * reference.data[b + k]!
    return Math.max(0, 1 - sum / (queryLengths[i]! * referenceLengths[j]!))
  }
  // bounds what rounding does to a sum of products of two rows of length 1, and to the rows (Higham 2002, section 3.1), twice
  const margin = 2 * (queries.cols + 4) * rounding

  forEachBlockOfCosines(
    { rows: queries, lengths: queryLengths },
    { rows: reference, lengths: referenceLengths },
    (cosines, q, r, rows, cols) => {
      for (let i = 0; i < rows; i++) {
        const list = (q + i) * kept
        const last = list + kept - 1
        for (let first = 0; first < cols; first += panelCols) {
          const count = Math.min(panelCols, cols - first)
          for (let c = 0, at = panelIndex(cosines.rows, i, first); c < count; c++, at++)
            if (1 - cosines.data[at]! <= distances[last]! + margin) {
              const j = r + first + c
              offer(indices, distances, list, kept, j, exact(q + i, j))
            }
        }
      }
    },
  )
  return { k: kept, indices, distances }
}

interface Directions {
  /** [n, d] */
  readonly rows: Matrix
  /** What each row is divided by, [n]. */
  readonly lengths: Float64Array
}

/**
 * Cosines of all queries with all references in float32, block by block: for every query the references come in their order. By the
 * fastest kernels there are, since their rounding decides nothing.
 * @param visit gets the cosines [rows, cols], padded, the first query and the first reference, and their numbers
 */
function forEachBlockOfCosines(
  queries: Directions,
  reference: Directions,
  visit: (cosines: Panels, query: number, reference: number, rows: number, cols: number) => void,
): void {
  const inner = padded(queries.rows.cols)
  const memory = allocateOnce(availableKinds()[0]!, (take) => ({
    asked: take(inner * queryBlock),
    offered: take(inner * referenceBlock),
    cosines: take(queryBlock * referenceBlock),
  }))
  const { asked, offered, cosines } = memory.arrays
  const kernels = panelKernels(memory)
  for (let r = 0; r < reference.rows.rows; r += referenceBlock) {
    const cols = Math.min(referenceBlock, reference.rows.rows - r)
    const B = panelsIn(offered, inner, padded(cols))
    writeDirections(B, reference, r, cols)
    for (let q = 0; q < queries.rows.rows; q += queryBlock) {
      const rows = Math.min(queryBlock, queries.rows.rows - q)
      const A = panelsIn(asked, inner, padded(rows))
      writeDirections(A, queries, q, rows)
      const out = panelsIn(cosines, A.cols, B.cols)
      kernels.multiplyTransposed(out, A, B)
      visit(out, q, r, rows, cols)
    }
  }
}

/** Rows from `first` on, divided by their lengths, as columns. */
function writeDirections(
  { rows: inner, data: to }: Panels,
  { rows: { cols, data }, lengths }: Directions,
  first: number,
  count: number,
): void {
  for (let i = 0, from = first * cols; i < count; i++) {
    const length = lengths[first + i]!
    for (let k = 0, at = panelIndex(inner, 0, i); k < cols; k++, from++, at += panelCols)
      to[at] = data[from]! / length
  }
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

/**
 * Euclidean length of each row, [n]; 1 for a row of zeros, so that its cosines are 0.
 * @throws Failure 'not-finite' where one is not
 */
function rowLengths(rows: Matrix): Float64Array {
  const squares = squaredLengths(rows)
  if (!squares.every(Number.isFinite)) throw new Failure('not-finite', { where: 'cosineNeighbours' })
  return squares.map((square) => Math.sqrt(square) || 1)
}
