import { array, integer, minValue, number, object, pipe, type InferOutput } from 'valibot'

/**
 * A binary tree of an ensemble as parallel lists, one entry a node, in the order of a walk that goes left first: node 0
 * is the root and a left child follows its parent.
 */
export interface LeafTree {
  /** Column that is looked at; -1 in a leaf. */
  readonly feature: Int32Array
  /** A row goes left where its value is at most this. */
  readonly threshold: Float64Array
  /** Node number of the right child; in a leaf, the number of the leaf. */
  readonly right: Int32Array
  /** What the leaves say, [leaves * outputs]. */
  readonly values: Float64Array
}

const whole = pipe(number(), integer(), minValue(0))
export const leafTreeSchema = object({
  feature: array(pipe(number(), integer(), minValue(-1))),
  threshold: array(number()),
  right: array(whole),
  values: array(number()),
})
export type LeafTreeJson = InferOutput<typeof leafTreeSchema>

/** Collects the nodes of a tree in the order of the walk. */
export function createTreeBuilder() {
  const feature: number[] = []
  const threshold: number[] = []
  const right: number[] = []
  const values: number[] = []
  let leaves = 0
  return {
    /** The number that the next node will have. */
    next: (): number => feature.length,
    addSplit(column: number, at: number): void {
      feature.push(column)
      threshold.push(at)
      right.push(0)
    },
    addLeaf(value: readonly number[]): void {
      feature.push(-1)
      threshold.push(0)
      right.push(leaves++)
      values.push(...value)
    },
    setRight(parent: number, child: number): void {
      right[parent] = child
    },
    finish: (): LeafTree => leafTreeFrom({ feature, threshold, right, values }),
  }
}

/** The place in `values`, counted in leaves, of the leaf that row i of `data` [n, cols] falls into. */
export function leafNumber(tree: LeafTree, data: Float32Array, i: number, cols: number): number {
  const { feature, threshold, right } = tree
  const base = i * cols
  let node = 0
  for (let column = feature[0]!; column >= 0; column = feature[node]!)
    node = data[base + column]! <= threshold[node]! ? node + 1 : right[node]!
  return right[node]!
}

export const leafTreeFrom = ({ feature, threshold, right, values }: LeafTreeJson): LeafTree => ({
  feature: Int32Array.from(feature),
  threshold: Float64Array.from(threshold),
  right: Int32Array.from(right),
  values: Float64Array.from(values),
})

export const leafTreeJson = ({ feature, threshold, right, values }: LeafTree): LeafTreeJson => ({
  feature: [...feature],
  threshold: [...threshold],
  right: [...right],
  values: [...values],
})

/** Every walk from the root ends in a leaf that says `outputs` values. */
export function isLeafTree(
  { feature, threshold, right, values }: LeafTreeJson,
  cols: number,
  outputs: number,
): boolean {
  const nodes = feature.length
  const leaves = feature.filter((column) => column < 0).length
  return (
    nodes > 0 &&
    threshold.length === nodes &&
    right.length === nodes &&
    values.length === leaves * outputs &&
    feature.every((column, node) =>
      column < 0
        ? right[node]! < leaves
        : column < cols && node + 1 < nodes && right[node]! > node && right[node]! < nodes,
    )
  )
}
