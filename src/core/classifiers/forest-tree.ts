import type { Matrix } from '../math/matrix.ts'
import type { Rng } from '../math/rng.ts'
import { throwIfAborted, type Signal } from '../signal.ts'
import { bitsOf, rankColumns } from './forest-ranks.ts'
import { createTreeBuilder, type LeafTree } from './leaf-tree.ts'
import { sortKeys } from './radix-sort.ts'

export interface ForestTreeOptions {
  /** What a row of each class counts, in the impurity and in what leaves say, [classes]. */
  readonly weights: Float64Array
  readonly minSamplesLeaf: number
  readonly signal?: Signal | undefined
}

/** Of a node's sample: its rows, each as often as drawn, their weight, and the sum of its classes' squared weights. */
interface NodeSums {
  readonly size: number
  readonly weight: number
  readonly squares: number
}

/** How often a bootstrap sample may hold one row; 64 times has a probability of 1e-90. */
const weightBits = 6

/**
 * Grows trees on bootstrap samples of the same rows, as scikit-learn's RandomForestClassifier: Gini impurity, exact
 * thresholds halfway between neighbouring values of the node; sqrt(d) columns drawn at each node, more only while none
 * of them can be split; until leaves are pure or too small. A leaf says the class shares of its sample, [classes].
 *
 * Columns are ranked once for all trees. A node sorts keys of one 32-bit word, (rank, times drawn, class), so that a
 * scan reads everything from one list.
 * @param X [n, d], n at least 1
 * @returns grows one tree, from the generator alone
 * @throws Failure 'cancelled' between nodes
 */
export function createForestGrower(
  X: Matrix,
  y: Int32Array,
  options: ForestTreeOptions,
): (rng: Rng) => LeafTree {
  const { rows: n, cols: d } = X
  const { weights, minSamplesLeaf, signal } = options
  const classes = weights.length
  const classBits = bitsOf(classes - 1)
  const classMask = (1 << classBits) - 1
  const weightMask = (1 << weightBits) - 1
  const labelBits = classBits + weightBits
  const { ranks, bits, threshold } = rankColumns(X, 32 - labelBits)
  const perNode = Math.max(1, Math.floor(Math.sqrt(d)))

  /** (times drawn, class) of every row. */
  const labels = new Uint32Array(n)
  const rows = new Int32Array(n)
  const kept = new Int32Array(n)
  const nodeLabels = new Uint32Array(n)
  const keys = new Uint32Array(n)
  const spare = new Uint32Array(n)
  const features = Int32Array.from({ length: d }, (_, j) => j)
  const counts = new Int32Array(classes)
  /** Weights of the node's classes, and of its two sides. */
  const weighted = new Float64Array(classes)
  const left = new Float64Array(classes)
  const right = new Float64Array(classes)
  let bestPurity = 0
  let bestFeature = 0
  let bestLow = 0
  let bestHigh = 0

  /** Draws n rows with replacement; returns how many different ones are in `rows`. */
  const drawSample = (rng: Rng): number => {
    labels.fill(0)
    for (let i = 0; i < n; i++) labels[rng.int(n)]!++
    let drawn = 0
    for (let i = 0; i < n; i++) {
      const times = Math.min(labels[i]!, weightMask)
      if (times > 0) rows[drawn++] = i
      labels[i] = ((times << classBits) | y[i]!) >>> 0
    }
    return drawn
  }

  /** Counts the node's classes and gathers its labels; returns the size of its sample. */
  const countNode = (from: number, to: number): number => {
    counts.fill(0)
    let size = 0
    for (let i = from; i < to; i++) {
      const label = labels[rows[i]!]!
      nodeLabels[i - from] = label
      const times = label >>> classBits
      counts[label & classMask]! += times
      size += times
    }
    for (let c = 0; c < classes; c++) weighted[c] = counts[c]! * weights[c]!
    return size
  }

  /** Looks for a better split of the node in one column. */
  const searchColumn = (
    feature: number,
    from: number,
    to: number,
    { size, weight, squares }: NodeSums,
  ): void => {
    const base = feature * n
    const length = to - from
    for (let i = 0; i < length; i++)
      keys[i] = ((ranks[base + rows[from + i]!]! << labelBits) | nodeLabels[i]!) >>> 0
    sortKeys(keys, spare, length, labelBits, labelBits + bits)
    let here = keys[0]! >>> labelBits
    if (here === keys[length - 1]! >>> labelBits) return
    left.fill(0)
    right.set(weighted)
    let leftSize = 0
    let leftWeight = 0
    let leftSquares = 0
    let rightSquares = squares
    for (let i = 0; i < length - 1; i++) {
      const key = keys[i]!
      const c = key & classMask
      const times = (key >>> classBits) & weightMask
      const moved = times * weights[c]!
      // Sums of squared weights, kept up to date: (m + w)^2 - m^2 = w (2 m + w).
      leftSquares += moved * (2 * left[c]! + moved)
      rightSquares -= moved * (2 * right[c]! - moved)
      left[c]! += moved
      right[c]! -= moved
      leftSize += times
      leftWeight += moved
      const rank = here
      here = keys[i + 1]! >>> labelBits
      if (rank === here || leftSize < minSamplesLeaf || size - leftSize < minSamplesLeaf) continue
      // w_left Gini_left + w_right Gini_right = w - this.
      const purity = leftSquares / leftWeight + rightSquares / (weight - leftWeight)
      if (purity > bestPurity) {
        bestPurity = purity
        bestFeature = feature
        bestLow = rank
        bestHigh = here
      }
    }
  }

  /** Sets the best split of the node; false where no column has one. */
  const search = (rng: Rng, from: number, to: number, size: number): boolean => {
    const sums = { size, weight: 0, squares: 0 }
    for (const of of weighted) {
      sums.weight += of
      sums.squares += of * of
    }
    bestPurity = -Infinity
    for (let seen = 0; seen < d; seen++) {
      if (seen >= perNode && bestPurity > 0) break
      const at = seen + rng.int(d - seen)
      const feature = features[at]!
      features[at] = features[seen]!
      features[seen] = feature
      searchColumn(feature, from, to, sums)
    }
    return bestPurity > 0
  }

  /** Parts the node's rows in two; returns where the right part begins. */
  const part = (from: number, to: number): number => {
    const base = bestFeature * n
    let middle = from
    let toRight = 0
    for (let i = from; i < to; i++) {
      const row = rows[i]!
      if (ranks[base + row]! <= bestLow) rows[middle++] = row
      else kept[toRight++] = row
    }
    rows.set(kept.subarray(0, toRight), middle)
    return middle
  }

  return (rng) => {
    features.forEach((_, j) => (features[j] = j))
    const tree = createTreeBuilder()
    /** Rows from and to, and the parent whose right child it is, else -1. */
    const pending: [number, number, number][] = [[0, drawSample(rng), -1]]
    for (let next = pending.pop(); next; next = pending.pop()) {
      throwIfAborted(signal)
      const [from, to, parent] = next
      const node = tree.next()
      if (parent >= 0) tree.setRight(parent, node)
      const size = countNode(from, to)
      const isPure = counts.includes(size)
      if (isPure || size < 2 * minSamplesLeaf || !search(rng, from, to, size)) {
        const all = weighted.reduce((sum, of) => sum + of, 0)
        tree.addLeaf(Array.from(weighted, (of) => of / all))
        continue
      }
      tree.addSplit(bestFeature, threshold(bestFeature, bestLow, bestHigh))
      const middle = part(from, to)
      pending.push([middle, to, node], [from, middle, -1])
    }
    return tree.finish()
  }
}
