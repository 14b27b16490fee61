import { countSharedPatients, groupedStratifiedFolds } from '../dataset/folds.ts'
import { Failure } from '../failure.ts'
import { createRng } from '../math/rng.ts'
import type { Study } from '../study/study.ts'
import { plannedForms } from './modality-sets.ts'
import type { ExperimentData, Unit } from './types.ts'

/** What makes a unit the same unit in a resumed run: its rows follow from the study and the data. */
export function unitKey({
  repeat,
  fold,
  projection,
  fusion,
  modalities,
}: Omit<Unit, 'train' | 'test'>): string {
  const key = `${repeat}/${fold}/${projection}/${fusion}`
  return modalities === undefined ? key : `${key}/${JSON.stringify(modalities)}`
}

/**
 * Every unit of a study, in the order of the work: repeat, fold, projection, form (fusion of all modalities, then those of
 * an ablation). All meet identical folds (R8), in which a patient never parts (R1).
 *
 * @param folds fold of each case, [n], used where the study names a folds_column
 * @throws Failure 'one-class-only', 'class-with-one-patient', 'fewer-patients-than-folds', 'too-few-folds',
 *   'folds-not-given', 'patients-shared' (given folds that part a patient), 'study-conflict' (given folds repeated)
 */
export function planUnits({
  data,
  study,
  folds = null,
}: {
  readonly data: ExperimentData
  readonly study: Study
  readonly folds?: Int32Array | null
}): Unit[] {
  checkClasses(data)
  const { seed, repeats, folds: k, folds_column } = study.validation
  if (folds_column !== undefined && !folds) throw new Failure('folds-not-given', { column: folds_column })
  // The same folds again would count twice in the corrected t-test.
  if (folds_column !== undefined && repeats > 1)
    throw new Failure('study-conflict', { path: 'validation.repeats', other: 'validation.folds_column' })
  const given = folds_column === undefined ? null : folds
  const { y, groups, classes } = data
  const draw = (repeat: number): Int32Array =>
    groupedStratifiedFolds({ y, groups, k, classes: classes.length, rng: createRng(seed, 'folds', repeat) })
  const forms = plannedForms(
    data.modalities.map(({ name }) => name),
    study,
  )
  const units: Unit[] = []
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const split of splitsOf(given ?? draw(repeat))) {
      const patients = countSharedPatients(split.train, split.test, groups)
      if (patients > 0) throw new Failure('patients-shared', { repeat, fold: split.fold, patients })
      for (const projection of study.projections)
        for (const form of forms) units.push({ repeat, ...split, projection, ...form })
    }
  }
  return units
}

function splitsOf(foldOf: Int32Array): Pick<Unit, 'fold' | 'train' | 'test'>[] {
  const rows = Int32Array.from(foldOf.keys())
  const folds = [...new Set(foldOf)].sort((a, b) => a - b)
  if (folds.length < 2) throw new Failure('too-few-folds', { folds: folds.length })
  return folds.map((fold) => ({
    fold,
    train: rows.filter((row) => foldOf[row] !== fold),
    test: rows.filter((row) => foldOf[row] === fold),
  }))
}

/** A class of one patient is on one side of every split: nothing could be learned of it and then tested. */
function checkClasses({ y, groups, classes }: ExperimentData): void {
  const patientsOf = classes.map(() => new Set<number>())
  y.forEach((c, i) => patientsOf[c]!.add(groups[i]!))
  const present = patientsOf.filter((patients) => patients.size > 0)
  if (present.length < 2) throw new Failure('one-class-only', { cases: y.length })
  const single = present.filter((patients) => patients.size === 1).length
  if (single > 0) throw new Failure('class-with-one-patient', { classes: single })
}
