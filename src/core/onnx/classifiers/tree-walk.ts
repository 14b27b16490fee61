import type { LeafTree } from '../../classifiers/leaf-tree.ts'
import type { GraphBuilder } from '../builder.ts'
import { cast, repeatRow } from '../expressions.ts'
import { float64, int32 } from '../parts.ts'

/** A binary tree as lists, one entry a node; node 0 is the root. */
export interface WalkedTree {
  /** Below 0 in a leaf. */
  readonly feature: ArrayLike<number>
  /** A row goes left where its value is at most this. */
  readonly threshold: ArrayLike<number>
  /** Children, which have higher numbers than their parent; not read in leaves. */
  readonly left: ArrayLike<number>
  readonly right: ArrayLike<number>
  /** What a leaf says, [outputs]. */
  valuesOf(leaf: number): ArrayLike<number>
}

/** A tree whose leaves say `outputs` values. */
export const walked = ({ feature, threshold, right, values }: LeafTree, outputs: number): WalkedTree => ({
  feature,
  threshold,
  left: feature.map((_, node) => node + 1),
  right,
  valuesOf: (leaf) => values.subarray(right[leaf]! * outputs, (right[leaf]! + 1) * outputs),
})

/**
 * What the leaves say that each row of x [n, d] falls into, float64 [n, trees, outputs].
 *
 * All trees are walked at once, a level a step; a leaf leads to itself. ONNX has an operator for it (TreeEnsembleRegressor), but in a
 * domain that the browser's runtime leaves out, and with thresholds and sums in float32.
 */
export function addTreeWalk(
  builder: GraphBuilder,
  x: string,
  trees: readonly WalkedTree[],
  outputs: number,
): string {
  const all = layOut(trees, outputs)
  const nodes = all.feature.length
  const places = (name: 'feature' | 'left' | 'right'): string =>
    builder.constant(int32(`tree_${name}`, [nodes], all[name]))
  const thresholds = (): string => builder.constant(float64('tree_threshold', [nodes], all.threshold))
  const roots = builder.constant(int32('tree_roots', [1, trees.length], all.roots))
  const wide = cast(builder, x, 'float64')
  let node = repeatRow(builder, roots, trees.length, x)
  for (let level = 0; level < all.depth; level++) {
    const at = (list: string): string => builder.add('Gather', [list, node])
    const value = builder.add('GatherElements', [wide, at(places('feature'))], { axis: 1 })
    const goesLeft = builder.add('LessOrEqual', [value, at(thresholds())])
    node = builder.add('Where', [goesLeft, at(places('left')), at(places('right'))])
  }
  return builder.add('Gather', [builder.constant(float64('tree_values', [nodes, outputs], all.values)), node])
}

/** The trees' nodes one after the other. */
function layOut(trees: readonly WalkedTree[], outputs: number) {
  const roots: number[] = []
  const nodes = trees.reduce((sum, { feature }) => sum + feature.length, 0)
  const feature = new Int32Array(nodes)
  const left = new Int32Array(nodes)
  const right = new Int32Array(nodes)
  const threshold = new Float64Array(nodes)
  const values = new Float64Array(nodes * outputs)
  let depth = 0
  let first = 0
  for (const tree of trees) {
    roots.push(first)
    const depths = new Int32Array(tree.feature.length)
    for (let node = 0; node < tree.feature.length; node++) {
      const at = first + node
      depth = Math.max(depth, depths[node]!)
      if (tree.feature[node]! < 0) {
        left[at] = at
        right[at] = at
        values.set(tree.valuesOf(node), at * outputs)
        continue
      }
      feature[at] = tree.feature[node]!
      threshold[at] = tree.threshold[node]!
      left[at] = first + tree.left[node]!
      right[at] = first + tree.right[node]!
      depths[tree.left[node]!] = depths[node]! + 1
      depths[tree.right[node]!] = depths[node]! + 1
    }
    first += tree.feature.length
  }
  return { roots, depth, feature, left, right, threshold, values }
}
