/** Sets of 0..n-1 that are joined pair by pair (union by size, path halving). */
export interface DisjointSets {
  /** A number that all members of a set share. */
  find(i: number): number
  join(i: number, j: number): void
  /** The sets of two or more, each rising, in the order of their first members. */
  groups(): number[][]
}

export function createDisjointSets(n: number): DisjointSets {
  const parent = Int32Array.from({ length: n }, (_, i) => i)
  const size = new Int32Array(n).fill(1)
  const find = (i: number): number => {
    let at = i
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!
    return at
  }
  return {
    find,
    join(i, j) {
      const [a, b] = [find(i), find(j)]
      if (a === b) return
      const [small, large] = size[a]! < size[b]! ? [a, b] : [b, a]
      parent[small] = large
      size[large]! += size[small]!
    },
    groups() {
      const members = new Map<number, number[]>()
      for (let i = 0; i < n; i++) {
        const root = find(i)
        if (size[root]! < 2) continue
        const group = members.get(root)
        if (group) group.push(i)
        else members.set(root, [i])
      }
      return [...members.values()]
    },
  }
}
