import type { Matrix } from '../math/matrix.ts'
import { sortRows, transposed } from './sorted-columns.ts'

export interface Split {
  readonly feature: number
  readonly threshold: number
}

/**
 * The rows of a growing tree, in one list per column that is sorted within every node: a node is the same range
 * [from, to) of all the lists.
 * @param weights what a row of each class counts in the impurity, [classes]
 */
export function createSplitter(X: Matrix, y: Int32Array, weights: Float64Array) {
  const classes = weights.length
  const { rows: n, cols: d } = X
  const columns = transposed(X)
  const order = new Int32Array(n * d)
  for (let j = 0; j < d; j++)
    sortRows(columns.subarray(j * n, (j + 1) * n), order.subarray(j * n, (j + 1) * n))
  // Without columns the first list still says which rows there are.
  const rowsOfNode = d > 0 ? order.subarray(0, n) : Int32Array.from(y.keys())
  const left = new Float64Array(classes)
  const right = new Float64Array(classes)
  const goesLeft = new Uint8Array(n)
  const kept = new Int32Array(n)

  return {
    /** Rows of each class in the node, [classes]. */
    countClasses(from: number, to: number): Int32Array {
      const counts = new Int32Array(classes)
      for (let i = from; i < to; i++) counts[y[rowsOfNode[i]!]!]!++
      return counts
    },

    /**
     * The split with the lowest Gini impurity of its two sides, each by its weight, the first found of equals; null when no column
     * has two values that leave `minLeaf` rows on each side.
     * @param counts rows of each class in the node
     * @param features columns in the order in which to look at them
     */
    best(from: number, to: number, counts: Int32Array, minLeaf: number, features: Int32Array): Split | null {
      let found: Split | null = null
      let most = -Infinity
      let total = 0
      let squares = 0
      counts.forEach((count, c) => {
        const weight = count * weights[c]!
        total += weight
        squares += weight * weight
      })
      for (const feature of features) {
        const base = feature * n
        let here = columns[base + order[base + from]!]!
        if (here === columns[base + order[base + to - 1]!]!) continue
        left.fill(0)
        for (let c = 0; c < classes; c++) right[c] = counts[c]! * weights[c]!
        let leftWeight = 0
        let leftSquares = 0
        let rightSquares = squares
        for (let i = from; i < to - 1; i++) {
          const c = y[order[base + i]!]!
          const weight = weights[c]!
          // Sums of squared weights, kept up to date: (m + w)^2 - m^2 = w (2 m + w).
          leftSquares += weight * (2 * left[c]! + weight)
          rightSquares -= weight * (2 * right[c]! - weight)
          left[c]! += weight
          right[c]! -= weight
          leftWeight += weight
          const value = here
          here = columns[base + order[base + i + 1]!]!
          const size = i + 1 - from
          if (value === here || size < minLeaf || to - from - size < minLeaf) continue
          // w_left Gini_left + w_right Gini_right = w - this.
          const purity = leftSquares / leftWeight + rightSquares / (total - leftWeight)
          if (purity > most) {
            most = purity
            found = { feature, threshold: (value + here) / 2 }
          }
        }
      }
      return found
    },

    /** Parts the node in two, keeping every list sorted; returns where the right part begins. */
    apply(from: number, to: number, { feature, threshold }: Split): number {
      let middle = from
      for (let i = from; i < to; i++) {
        const row = order[feature * n + i]!
        goesLeft[row] = columns[feature * n + row]! <= threshold ? 1 : 0
        middle += goesLeft[row]
      }
      for (let base = 0; base < n * d; base += n) {
        let toLeft = base + from
        let toRight = 0
        for (let i = base + from; i < base + to; i++) {
          const row = order[i]!
          if (goesLeft[row] === 1) order[toLeft++] = row
          else kept[toRight++] = row
        }
        order.set(kept.subarray(0, toRight), toLeft)
      }
      return middle
    },
  }
}
