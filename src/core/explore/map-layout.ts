import { UMAP } from 'umap-js'
import { cosineNeighbours } from '../math/neighbours.ts'
import { matrix, type Matrix } from '../math/matrix.ts'
import { fitPca, transformPca } from '../math/pca.ts'
import { createRng } from '../math/rng.ts'
import { throwIfAborted, type Signal } from '../signal.ts'

export const layoutMethods = ['pca', 'umap'] as const
export type LayoutMethod = (typeof layoutMethods)[number]

/** Neighbours of each case that UMAP keeps near, the case itself among them, and how near they may lie: the method's usual choices. */
export const umapNeighbours = 15
const minDist = 0.1
/** Components that neighbours are sought in: what the others hold is mostly noise, and the search takes their share of the time. */
export const umapComponents = 50

export interface LayoutOptions {
  readonly seed: number
  readonly signal?: Signal
  /** Told after each of the passes over the cases. */
  readonly onPass?: (done: number, total: number) => void
  /** Awaited after each pass. */
  readonly yieldToLoop?: () => Promise<void>
}

/** The cases in the plane, [n, 2], from vectors [n, d]. A picture of them and no more: nothing is computed from it. */
export function layoutCases(X: Matrix, method: LayoutMethod, options: LayoutOptions): Promise<Matrix> {
  return method === 'pca' ? Promise.resolve(plane(components(X, 2, options.signal))) : umap(X, options)
}

/**
 * UMAP (McInnes, Healy and Melville 2018) of the first 50 principal components, by the exact nearest neighbours in cosine distance; seeded, so
 * that the same vectors give the same map (R12). With 15 cases or fewer there are no neighbourhoods to keep, and it is PCA.
 * @throws Failure 'cancelled' between passes
 */
async function umap(X: Matrix, { seed, signal, onPass, yieldToLoop }: LayoutOptions): Promise<Matrix> {
  if (X.rows <= umapNeighbours) return plane(components(X, 2, signal))
  const reduced = components(X, umapComponents, signal)
  const { indices, distances } = neighboursWithSelf(reduced)
  throwIfAborted(signal)
  const rng = createRng(seed, 'umap')
  const model = new UMAP({ nComponents: 2, nNeighbors: umapNeighbours, minDist, random: rng.next })
  model.setPrecomputedKNN(indices, distances)
  // it takes everything from the neighbours; of the rows it only counts how many there are
  const passes = model.initializeFit(Array.from({ length: X.rows }, () => []))
  for (let pass = 1; pass <= passes; pass++) {
    model.step()
    onPass?.(pass, passes)
    await yieldToLoop?.()
    throwIfAborted(signal)
  }
  return matrix(X.rows, 2, Float32Array.from(model.getEmbedding().flat()))
}

const components = (X: Matrix, k: number, signal: Signal | undefined): Matrix =>
  transformPca(fitPca(X, k, signal), X)

/** The first two columns; zeros where there are fewer. */
function plane(X: Matrix): Matrix {
  const out = matrix(X.rows, 2)
  for (let i = 0; i < X.rows; i++)
    for (let j = 0; j < Math.min(2, X.cols); j++) out.data[2 * i + j] = X.data[i * X.cols + j]!
  return out
}

/** Each row first, at a distance of 0, then its nearest others. */
function neighboursWithSelf(X: Matrix): { indices: number[][]; distances: number[][] } {
  const found = cosineNeighbours(X, X, umapNeighbours)
  const indices: number[][] = []
  const distances: number[][] = []
  for (let i = 0; i < X.rows; i++) {
    const others = Array.from({ length: found.k }, (_, at) => i * found.k + at)
      .filter((at) => found.indices[at] !== i)
      .slice(0, umapNeighbours - 1)
    indices.push([i, ...others.map((at) => found.indices[at]!)])
    distances.push([0, ...others.map((at) => found.distances[at]!)])
  }
  return { indices, distances }
}
