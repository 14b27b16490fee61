import { Failure } from '../failure.ts'
import type { Rng } from '../math/rng.ts'
import { assignGroups, groupCases } from './fold-assignment.ts'

/** Two parts of a set of rows, as indices into it; an inner split of a training fold for tuning (R3). */
export interface InnerSplit {
  readonly fit: Int32Array
  readonly validation: Int32Array
}

interface Cases {
  /** Class of each row, 0..classes-1, [n]. */
  readonly y: Int32Array
  /** Patient index of each row, any numbers, [n]. */
  readonly groups: Int32Array
  readonly rng: Rng
}

/**
 * Patient-grouped, stratified, seeded k folds (R1): the fold 0..k-1 of each row, [n]. A patient is in one fold only; the
 * shares of the classes and the sizes are as equal as a greedy assignment makes them. Where every row is a patient of
 * its own, the counts of each class, and the sizes, differ by at most 1 between folds. No fold is empty. A class with
 * fewer patients than folds is no error: some folds are without it.
 *
 * @param classes number of classes, those absent from y included
 * @throws Failure 'shape-mismatch' when y and groups differ in length; 'too-few-folds' when k < 2;
 *   'fewer-patients-than-folds'
 */
export function groupedStratifiedFolds({
  y,
  groups,
  k,
  classes,
  rng,
}: Cases & { readonly k: number; readonly classes: number }): Int32Array {
  assertSameLength(y, groups)
  if (k < 2) throw new Failure('too-few-folds', { folds: k })
  const { counts, groupOf } = groupCases(y, groups, classes)
  if (counts.length < k) throw new Failure('fewer-patients-than-folds', { patients: counts.length, folds: k })
  if (counts.length === y.length) return dealRows(y, k, rng)
  const foldOfGroup = assignGroups(
    counts,
    Array.from({ length: k }, () => 1 / k),
    rng,
  )
  return groupOf.map((group) => foldOfGroup[group]!)
}

/**
 * One patient-grouped, stratified split (R1, R3): about `share` of the rows, and of each class, for validation, the rest
 * to fit on; both in ascending order. Of a class with too few patients to divide, the larger part gets the first.
 *
 * @param share of the validation part, above 0 and below 1
 * @throws Failure 'shape-mismatch' when y and groups differ in length
 */
export function groupedStratifiedSplit({
  y,
  groups,
  share,
  rng,
}: Cases & { readonly share: number }): InnerSplit {
  assertSameLength(y, groups)
  const classes = y.reduce((most, c) => Math.max(most, c + 1), 0)
  const { counts, groupOf } = groupCases(y, groups, classes)
  const partOfGroup = assignGroups(counts, [1 - share, share], rng)
  const rows = Int32Array.from(y.keys())
  return {
    fit: rows.filter((row) => partOfGroup[groupOf[row]!] === 0),
    validation: rows.filter((row) => partOfGroup[groupOf[row]!] === 1),
  }
}

/** How many patients have rows on both sides of a split: 0 is what R1 promises. */
export function countSharedPatients(train: Int32Array, test: Int32Array, groups: Int32Array): number {
  const training = new Set(train.map((row) => groups[row]!))
  const testing = new Set(test.map((row) => groups[row]!))
  return [...testing].filter((patient) => training.has(patient)).length
}

/**
 * Plain stratified folds: the rows of one class after the other, each class in random order, dealt out like cards. The
 * greedy assignment is close to this for single rows, but does not guarantee it.
 */
function dealRows(y: Int32Array, k: number, rng: Rng): Int32Array {
  const first = rng.int(k)
  const folds = new Int32Array(y.length)
  const rows = [...rng.permutation(y.length)].sort((a, b) => y[a]! - y[b]!)
  rows.forEach((row, position) => (folds[row] = (first + position) % k))
  return folds
}

function assertSameLength(y: Int32Array, groups: Int32Array): void {
  if (y.length !== groups.length)
    throw new Failure('shape-mismatch', {
      where: 'folds',
      expected: `[${y.length}] groups`,
      actual: `[${groups.length}]`,
    })
}
