import { countSharedPatients, groupedStratifiedFolds, groupedStratifiedSplit } from '../dataset/folds.ts'
import { siteFolds, type CaseSites, type SiteDivision } from '../dataset/site-folds.ts'
import { Failure } from '../failure.ts'
import { createRng } from '../math/rng.ts'
import type { Validation } from '../study/study.ts'
import type { ExperimentData, Unit } from './types.ts'

/** What columns of the table say about the division, of each case, [n]; null where the study names no such column. */
export interface GivenDivision {
  readonly folds: Int32Array | null
  readonly sites: CaseSites | null
  /** 1 where the case is of the locked test set. */
  readonly locked: Uint8Array | null
}

export const nothingGiven: GivenDivision = { folds: null, sites: null, locked: null }

type Split = Pick<Unit, 'repeat' | 'fold' | 'foldName' | 'setAside' | 'train' | 'test'>

/** Which cases train and which are tested, fixed before anything is fitted. Indices of cases, rising. */
export interface Division {
  /** The cases that are cross-validated. */
  readonly development: Int32Array
  /** The locked test set: no fold has any of its patients. Empty where the study has none. */
  readonly locked: Int32Array
  /** Repeat by repeat, fold by fold; no patient is on both sides of any (R1). */
  readonly splits: readonly Split[]
  /** null unless a site is left out at a time. */
  readonly sites: SiteDivision | null
}

/**
 * The locked test set is set aside first, then the other cases are divided into folds: drawn by patient and class, given by a column,
 * or a site each.
 *
 * @throws Failure 'one-class-only', 'class-with-one-patient', 'fewer-patients-than-folds', 'too-few-folds', 'too-few-sites',
 *   'one-class-without-site', 'no-locked-cases', 'no-patient-to-lock', 'folds-not-given', 'patients-shared' (given folds that part a patient),
 *   'patients-shared-with-locked' (marks that part one), 'study-conflict' (given folds or sites repeated)
 */
export function divideCases(
  data: Pick<ExperimentData, 'y' | 'groups' | 'classes'>,
  validation: Validation,
  given: GivenDivision,
): Division {
  checkRepeats(validation)
  const locked = lockedCases(data, validation, given)
  const isLocked = new Set(locked)
  const development = Int32Array.from(data.y.keys()).filter((i) => !isLocked.has(i))
  checkClasses(data, development)

  const sites = sitesOf(validation, given, data, development)
  const splits = sites
    ? siteSplits(sites, data)
    : Array.from({ length: validation.repeats }, (_, repeat) =>
        foldSplits(development, foldsOf(data, development, validation, given, repeat), repeat),
      ).flat()
  for (const { repeat, fold, train, test } of splits) {
    const patients = countSharedPatients(train, test, data.groups)
    if (patients > 0) throw new Failure('patients-shared', { repeat, fold, patients })
  }
  return { development, locked, splits, sites }
}

/** The same folds again would count twice in the corrected t-test. */
function checkRepeats({ repeats, folds_column, leave_out }: Validation): void {
  const fixed =
    folds_column !== undefined
      ? 'validation.folds_column'
      : leave_out !== undefined
        ? 'validation.leave_out'
        : null
  if (fixed !== null && repeats > 1)
    throw new Failure('study-conflict', { path: 'validation.repeats', other: fixed })
}

function lockedCases(
  { y, groups }: Pick<ExperimentData, 'y' | 'groups'>,
  { test, seed }: Validation,
  given: GivenDivision,
): Int32Array {
  if (test === undefined) return new Int32Array()
  if ('share' in test) {
    const rng = createRng(seed, 'locked test')
    const drawn = groupedStratifiedSplit({ y, groups, share: test.share, rng }).validation
    if (drawn.length === 0)
      throw new Failure('no-patient-to-lock', { share: test.share, patients: new Set(groups).size })
    return drawn
  }
  const marked = given.locked
  const cases = Int32Array.from(y.keys())
  const locked = cases.filter((i) => marked?.[i] === 1)
  if (locked.length === 0) throw new Failure('no-locked-cases', { column: test.column })
  const patients = countSharedPatients(
    cases.filter((i) => marked?.[i] !== 1),
    locked,
    groups,
  )
  if (patients > 0) throw new Failure('patients-shared-with-locked', { column: test.column, patients })
  return locked
}

/** A class of one patient is on one side of every split: nothing could be learned of it and then tested. */
function checkClasses(
  { y, groups, classes }: Pick<ExperimentData, 'y' | 'groups' | 'classes'>,
  cases: Int32Array,
): void {
  const patientsOf = classes.map(() => new Set<number>())
  for (const i of cases) patientsOf[y[i]!]!.add(groups[i]!)
  const present = patientsOf.filter((patients) => patients.size > 0)
  if (present.length < 2) throw new Failure('one-class-only', { cases: cases.length })
  const single = present.filter((patients) => patients.size === 1).length
  if (single > 0) throw new Failure('class-with-one-patient', { classes: single })
}

/** The fold of each development case, [development.length]. */
function foldsOf(
  { y, groups, classes }: Pick<ExperimentData, 'y' | 'groups' | 'classes'>,
  development: Int32Array,
  { seed, folds: k, folds_column }: Validation,
  { folds }: GivenDivision,
  repeat: number,
): Int32Array {
  if (folds_column !== undefined) {
    if (!folds) throw new Failure('folds-not-given', { column: folds_column })
    return development.map((i) => folds[i]!)
  }
  return groupedStratifiedFolds({
    y: development.map((i) => y[i]!),
    groups: development.map((i) => groups[i]!),
    k,
    classes: classes.length,
    rng: createRng(seed, 'folds', repeat),
  })
}

function foldSplits(development: Int32Array, foldOf: Int32Array, repeat: number): Split[] {
  const folds = [...new Set(foldOf)].sort((a, b) => a - b)
  if (folds.length < 2) throw new Failure('too-few-folds', { folds: folds.length })
  return folds.map((fold) => ({
    repeat,
    fold,
    train: development.filter((_, row) => foldOf[row] !== fold),
    test: development.filter((_, row) => foldOf[row] === fold),
  }))
}

function sitesOf(
  { leave_out }: Validation,
  { sites }: GivenDivision,
  { groups }: Pick<ExperimentData, 'groups'>,
  development: Int32Array,
): SiteDivision | null {
  if (leave_out === undefined) return null
  const division = sites && siteFolds(sites, groups, development)
  if (!division || division.folds.length < 2)
    throw new Failure('too-few-sites', { column: leave_out, sites: division?.folds.length ?? 0 })
  return division
}

function siteSplits({ folds }: SiteDivision, { y }: Pick<ExperimentData, 'y'>): Split[] {
  const untaught = folds.filter(({ train }) => new Set(train.map((i) => y[i]!)).size < 2).length
  if (untaught > 0) throw new Failure('one-class-without-site', { sites: untaught })
  return folds.map(({ name, train, test, setAside }, fold) => ({
    repeat: 0,
    fold,
    foldName: name,
    setAside: setAside.length,
    train,
    test,
  }))
}
