import { throwIfAborted, type Signal } from '../signal.ts'
import type { BinnedColumns } from './binned-columns.ts'
import { createHistograms, scoreOf, type Histogram, type SplitRule } from './boost-histogram.ts'
import { createTreeBuilder, type LeafTree } from './leaf-tree.ts'

export interface BoostTreeOptions extends SplitRule {
  readonly maxDepth: number
  /** The least that a split must gain: its sides' scores less the node's. */
  readonly minGain: number
}

/** What the rows ask of a tree. */
export interface Targets {
  /** Minus the loss's derivative at every row, [n]. */
  readonly gradients: Float64Array
  /** What a row weighs in the scores, [n]. */
  readonly weights: Float64Array
  /** What a leaf with these rows says. */
  leafValue(rows: Int32Array): number
}

interface Node {
  readonly from: number
  readonly to: number
  readonly depth: number
  readonly gradient: number
  readonly weight: number
  /** The parent whose right child it is; -1 for the root and left children. */
  readonly rightOf: number
  /** null where the node cannot be split. */
  readonly histogram: Histogram | null
}

/**
 * Grows regression trees on the same binned columns: each split is the one with the most
 * G_left^2 / (H_left + lambda) + G_right^2 / (H_right + lambda), G and H the sums of gradients and weights.
 * With every weight 1 and lambda 0 that is the split with the least squared error.
 *
 * Only the smaller side of a split is added up; the other is what remains of the parent. At most maxDepth + 1 histograms
 * of 16 bytes a bin are in use.
 */
export function createBoostTreeGrower(X: BinnedColumns, options: BoostTreeOptions, signal?: Signal) {
  const { rows: n, bins, offsets, smallest, largest } = X
  const rows = new Int32Array(n)
  const kept = new Int32Array(n)
  const histograms = createHistograms(X)

  const sumOf = (values: Float64Array, from: number, to: number): number => {
    let sum = 0
    for (let i = from; i < to; i++) sum += values[rows[i]!]!
    return sum
  }

  const histogramOf = (from: number, to: number, { gradients, weights }: Targets): Histogram =>
    histograms.fill(rows.subarray(from, to), gradients, weights)

  /** Rows that differ, are not too deep and weigh enough for two sides. */
  const canSplit = (
    from: number,
    to: number,
    depth: number,
    weight: number,
    gradients: Float64Array,
  ): boolean => {
    if (depth >= options.maxDepth || to - from < 2 || weight < 2 * options.minChildWeight) return false
    const first = gradients[rows[from]!]!
    for (let i = from + 1; i < to; i++) if (gradients[rows[i]!]! !== first) return true
    return false
  }

  const part = (from: number, to: number, column: number, low: number): number => {
    const base = column * n
    let middle = from
    let toRight = 0
    for (let i = from; i < to; i++) {
      const row = rows[i]!
      if (bins[base + row]! <= low) rows[middle++] = row
      else kept[toRight++] = row
    }
    rows.set(kept.subarray(0, toRight), middle)
    return middle
  }

  /** The two sides of a node that was parted, with histograms where they can be split; the node's own is used up. */
  const sidesOf = (
    node: Node & { histogram: Histogram },
    at: number,
    middle: number,
    targets: Targets,
  ): [Node, Node] => {
    const side = (from: number, to: number, rightOf: number): Omit<Node, 'histogram'> => ({
      from,
      to,
      depth: node.depth + 1,
      gradient: sumOf(targets.gradients, from, to),
      weight: sumOf(targets.weights, from, to),
      rightOf,
    })
    const isOpen = ({ from, to, depth, weight }: Omit<Node, 'histogram'>): boolean =>
      canSplit(from, to, depth, weight, targets.gradients)
    const left = side(node.from, middle, -1)
    const right = side(middle, node.to, at)
    const isLeftSmall = middle - node.from <= node.to - middle
    const [small, large] = isLeftSmall ? [left, right] : [right, left]
    const [opensSmall, opensLarge] = [isOpen(small), isOpen(large)]
    const ofSmall = opensSmall || opensLarge ? histogramOf(small.from, small.to, targets) : null
    if (ofSmall !== null && opensLarge) histograms.subtract(node.histogram, ofSmall)
    if (ofSmall !== null && !opensSmall) histograms.release(ofSmall)
    if (!opensLarge) histograms.release(node.histogram)
    const ready = {
      small: { ...small, histogram: opensSmall ? ofSmall : null },
      large: { ...large, histogram: opensLarge ? node.histogram : null },
    }
    return isLeftSmall ? [ready.small, ready.large] : [ready.large, ready.small]
  }

  /** @throws Failure 'cancelled' between nodes */
  return (targets: Targets): LeafTree => {
    const { gradients, weights } = targets
    rows.forEach((_, i) => (rows[i] = i))
    const tree = createTreeBuilder()
    const weight = sumOf(weights, 0, n)
    const opens = canSplit(0, n, 0, weight, gradients)
    const root: Node = {
      from: 0,
      to: n,
      depth: 0,
      gradient: sumOf(gradients, 0, n),
      weight,
      rightOf: -1,
      histogram: opens ? histogramOf(0, n, targets) : null,
    }
    const pending = [root]
    for (let node = pending.pop(); node; node = pending.pop()) {
      throwIfAborted(signal)
      const { from, to, histogram, gradient } = node
      const at = tree.next()
      if (node.rightOf >= 0) tree.setRight(node.rightOf, at)
      const split =
        histogram === null ? null : histograms.bestSplit(histogram, gradient, node.weight, options)
      const gain = split ? split.score - scoreOf(gradient, node.weight, options.lambda) : -Infinity
      if (histogram === null || !split || gain < options.minGain) {
        if (histogram !== null) histograms.release(histogram)
        tree.addLeaf([targets.leafValue(rows.subarray(from, to))])
        continue
      }
      const first = offsets[split.column]!
      tree.addSplit(split.column, (largest[first + split.low]! + smallest[first + split.high]!) / 2)
      const middle = part(from, to, split.column, split.low)
      const [left, right] = sidesOf({ ...node, histogram }, at, middle, targets)
      pending.push(right, left)
    }
    return tree.finish()
  }
}
