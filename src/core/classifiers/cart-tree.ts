import type { Matrix } from '../math/matrix.ts'
import type { Rng } from '../math/rng.ts'
import { throwIfAborted, type Signal } from '../signal.ts'
import { createSplitter } from './cart-split.ts'

/** A binary tree as parallel lists, one entry a node; node 0 is the root and a left child follows its parent. */
export interface Tree {
  /** Column that is looked at; -1 in a leaf. */
  readonly feature: readonly number[]
  /** A row goes left where its value is at most this. */
  readonly threshold: readonly number[]
  /** Node numbers of the children; -1 in a leaf. */
  readonly left: readonly number[]
  readonly right: readonly number[]
  /** Training rows of each class in the node, [nodes][classes]. */
  readonly counts: readonly (readonly number[])[]
}

export interface TreeOptions {
  /** What a row of each class counts in the impurity, [classes]. */
  readonly weights: Float64Array
  /** null: until the leaves are pure or too small to split. */
  readonly maxDepth: number | null
  readonly minSamplesLeaf: number
  /** Orders the features at each node; it decides between equally good splits. */
  readonly rng: Rng
  readonly signal?: Signal | undefined
}

/**
 * Grows a classification tree by Gini impurity (CART, Breiman 1984), as scikit-learn's DecisionTreeClassifier with the
 * best splitter: thresholds halfway between neighbouring values; a node is split even where no split lowers its
 * impurity (so that XOR can be learned), until it is pure, too deep, or too small.
 *
 * Columns are sorted once and stay sorted in every node: n d log n once, then n d a level. Needs 8 n d bytes.
 * @param X [n, d], n at least 1
 * @throws Failure 'cancelled' between nodes
 */
export function growTree(X: Matrix, y: Int32Array, options: TreeOptions): Tree {
  const { weights, rng, signal, minSamplesLeaf } = options
  const maxDepth = options.maxDepth ?? Infinity
  const splitter = createSplitter(X, y, weights)
  const tree = {
    feature: [] as number[],
    threshold: [] as number[],
    left: [] as number[],
    right: [] as number[],
    counts: [] as number[][],
  }

  interface Pending {
    readonly from: number
    readonly to: number
    readonly depth: number
    /** -1: the root. */
    readonly parent: number
    readonly side: 'left' | 'right'
  }
  const pending: Pending[] = [{ from: 0, to: X.rows, depth: 0, parent: -1, side: 'left' }]
  for (let next = pending.pop(); next; next = pending.pop()) {
    throwIfAborted(signal)
    const { from, to, depth } = next
    const node = tree.feature.length
    if (next.parent >= 0) tree[next.side][next.parent] = node
    const counts = splitter.countClasses(from, to)
    const pure = counts.some((count) => count === to - from)
    const split =
      pure || depth >= maxDepth
        ? null
        : splitter.best(from, to, counts, minSamplesLeaf, rng.permutation(X.cols))

    tree.feature.push(split?.feature ?? -1)
    tree.threshold.push(split?.threshold ?? 0)
    tree.left.push(-1)
    tree.right.push(-1)
    tree.counts.push([...counts])
    if (!split) continue
    const middle = splitter.apply(from, to, split)
    pending.push({ from: middle, to, depth: depth + 1, parent: node, side: 'right' })
    pending.push({ from, to: middle, depth: depth + 1, parent: node, side: 'left' })
  }
  return tree
}

/** The leaf that row i of X falls into. */
export function leafOf(tree: Tree, X: Matrix, i: number): number {
  let node = 0
  while (tree.feature[node]! >= 0) {
    const goesLeft = X.data[i * X.cols + tree.feature[node]!]! <= tree.threshold[node]!
    node = goesLeft ? tree.left[node]! : tree.right[node]!
  }
  return node
}
