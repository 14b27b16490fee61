import { countSharedPatients, groupedStratifiedFolds } from '../dataset/folds.ts'
import { Failure } from '../failure.ts'
import { createRng } from '../math/rng.ts'
import type { FusionName, Study } from '../study/study.ts'
import type { ExperimentData, Unit } from './types.ts'

/** What makes a unit the same unit in a resumed run: its rows follow from the study and the data. */
export function unitKey(unit: Pick<Unit, 'repeat' | 'fold' | 'projection' | 'fusion'>): string {
  return `${unit.repeat}/${unit.fold}/${unit.projection}/${unit.fusion}`
}

/**
 * Every unit of a study, in the order of the work: repeat, fold, projection, fusion. All projections and fusions meet
 * identical folds (R8), in which a patient never parts (R1). With one modality only the first fusion is planned ('single'
 * where it is among them): both forms have one projection then; they differ only in how a missing text is masked.
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
  const units: Unit[] = []
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const split of splitsOf(given ?? draw(repeat))) {
      const patients = countSharedPatients(split.train, split.test, groups)
      if (patients > 0) throw new Failure('patients-shared', { repeat, fold: split.fold, patients })
      for (const projection of study.projections)
        for (const fusion of plannedFusions(data, study)) units.push({ repeat, ...split, projection, fusion })
    }
  }
  return units
}

function plannedFusions(data: ExperimentData, study: Study): readonly FusionName[] {
  if (data.modalities.length > 1) return study.fusion
  return study.fusion.includes('single') ? ['single'] : study.fusion.slice(0, 1)
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
