import type { Rng } from '../math/rng.ts'

/** Rows of each class in each group, and the group of each row. */
export interface GroupedCases {
  /** [groups][classes] */
  readonly counts: readonly Int32Array[]
  /** Position in counts, of each row, [n]. */
  readonly groupOf: Int32Array
}

/** Numbers the groups 0, 1, ... in the order in which they first occur, and counts their rows by class. */
export function groupCases(y: Int32Array, groups: Int32Array, classes: number): GroupedCases {
  const position = new Map<number, number>()
  const counts: Int32Array[] = []
  const groupOf = groups.map((group, row) => {
    let at = position.get(group)
    if (at === undefined) {
      at = counts.length
      position.set(group, at)
      counts.push(new Int32Array(classes))
    }
    counts[at]![y[row]!]!++
    return at
  })
  return { counts, groupOf }
}

/**
 * Assigns groups to parts so that each part comes close to its share of every class and of all rows; the part of each
 * group, [groups]. Greedy: the largest groups first, equals in random order, each to the part where it makes
 *
 *     sum over parts p, classes c of (rows_pc / rows_c - share_p)^2  +  classes * sum over p of (rows_p / rows - share_p)^2
 *
 * grow least. Only the terms of the receiving part change, so a group costs parts * classes operations. Ties go to the
 * earliest part; a part without rows is always preferred to one of the same share that has some.
 *
 * @param counts rows of each class in each group, [groups][classes]
 * @param shares of the parts, summing to 1
 */
export function assignGroups(counts: readonly Int32Array[], shares: readonly number[], rng: Rng): Int32Array {
  const classes = counts[0]?.length ?? 0
  const sizes = counts.map((count) => count.reduce((sum, rows) => sum + rows, 0))
  const totals = new Float64Array(classes)
  for (const count of counts) count.forEach((rows, c) => (totals[c]! += rows))
  const total = totals.reduce((sum, rows) => sum + rows, 0)

  const filled = shares.map(() => new Float64Array(classes))
  const filledSize = new Float64Array(shares.length)
  /** Growth of (have / all - share)^2 when `more` rows come. */
  const growth = (have: number, more: number, all: number, share: number): number =>
    (more / all) * ((2 * have + more) / all - 2 * share)
  const cost = (part: number, group: number): number => {
    const share = shares[part]!
    let sum = classes * growth(filledSize[part]!, sizes[group]!, total, share)
    for (let c = 0; c < classes; c++) {
      const rows = counts[group]![c]!
      if (rows > 0) sum += growth(filled[part]![c]!, rows, totals[c]!, share)
    }
    return sum
  }

  const partOf = new Int32Array(counts.length)
  const order = [...rng.permutation(counts.length)].sort((a, b) => sizes[b]! - sizes[a]!)
  for (const group of order) {
    let best = 0
    let least = cost(0, group)
    for (let part = 1; part < shares.length; part++) {
      const here = cost(part, group)
      // Equal costs may differ in their last digits; they are ties.
      if (here < least - 1e-12) {
        best = part
        least = here
      }
    }
    partOf[group] = best
    counts[group]!.forEach((rows, c) => (filled[best]![c]! += rows))
    filledSize[best]! += sizes[group]!
  }
  return partOf
}
