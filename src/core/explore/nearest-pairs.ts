import type { ExperimentData } from '../evaluation/types.ts'
import { takeRows, type Matrix } from '../math/matrix.ts'
import { cosineNeighbours } from '../math/neighbours.ts'

/** Two cases of different patients, by their index, rising. */
export interface AlikePair {
  readonly cases: readonly [number, number]
  /** Cosine distance, 0..2. */
  readonly distance: number
}

/** The nearest pairs in one modality's vectors, nearest first. */
export interface AlikePairs {
  readonly modality: string
  readonly pairs: readonly AlikePair[]
}

/** Where a patient has more cases than this, copies of them at other patients may be hidden behind the patient's own. */
export const mostOwnCases = 63

/**
 * In each modality's own vectors, before anything is fitted: the pairs of cases of which one is the other's nearest of another
 * patient (R1), the `most` nearest of them. Numbers and categories have no vectors of their own and are passed over.
 */
export function nearestPairs({ modalities, groups }: ExperimentData, most: number): AlikePairs[] {
  return modalities.flatMap((modality) => {
    if (!('X' in modality)) return []
    const cases = Int32Array.from(groups.keys()).filter((i) => modality.present[i] === 1)
    const found = nearestOthers(
      takeRows(modality.X, cases),
      cases.map((i) => groups[i]!),
    )
    const pairs = new Map<string, AlikePair>()
    for (const { rows, distance } of found) {
      const [a, b] = rows.map((row) => cases[row]!) as [number, number]
      const pair = [Math.min(a, b), Math.max(a, b)] as const
      pairs.set(pair.join(), { cases: pair, distance })
    }
    const nearest = [...pairs.values()].sort((a, b) => a.distance - b.distance).slice(0, most)
    return [{ modality: modality.name, pairs: nearest }]
  })
}

/** Each row with its nearest of another patient, where it has one. */
function nearestOthers(X: Matrix, groups: Int32Array): { rows: [number, number]; distance: number }[] {
  const counts = new Map<number, number>()
  for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1)
  const own = Math.min(mostOwnCases, Math.max(0, ...counts.values()))
  const { k, indices, distances } = cosineNeighbours(X, X, own + 1)
  return Array.from({ length: X.rows }, (_, i) => i).flatMap((i) => {
    const at = indices.subarray(i * k, (i + 1) * k).findIndex((j) => groups[j] !== groups[i])
    return at < 0 ? [] : [{ rows: [i, indices[i * k + at]!], distance: distances[i * k + at]! }]
  })
}
