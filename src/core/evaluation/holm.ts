/**
 * Holm's step-down correction of p values (Holm 1979): the k-th smallest of m is multiplied by m - k + 1, at most 1, and is
 * never below a smaller one's. null stays null and counts as no comparison.
 */
export function holm(ps: readonly (number | null)[]): (number | null)[] {
  const order = [...ps.keys()].filter((i) => ps[i] !== null).toSorted((i, j) => ps[i]! - ps[j]!)
  const corrected: (number | null)[] = ps.map(() => null)
  let largest = 0
  order.forEach((i, rank) => {
    largest = Math.max(largest, Math.min(1, ps[i]! * (order.length - rank)))
    corrected[i] = largest
  })
  return corrected
}
