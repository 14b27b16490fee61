import type { Study } from '../study/study.ts'
import { isCrossValidation, placeOf, shufflePermutations } from './checks.ts'
import { comparedFusion } from './compare.ts'
import { divideCases, nothingGiven, type Division, type GivenDivision } from './division.ts'
import { plannedForms, usesAll, type PlannedForm } from './modality-sets.ts'
import { shuffledLabels } from './shuffled-labels.ts'
import type { ExperimentData, Unit } from './types.ts'

/** What makes a unit the same unit in a resumed run: its rows follow from the study and the data. */
export function unitKey({ projection, fusion, modalities, ...unit }: Omit<Unit, 'train' | 'test'>): string {
  const key = [...placeOf(unit), projection, fusion].join('/')
  return modalities === undefined ? key : `${key}/${JSON.stringify(modalities)}`
}

/**
 * Every unit of a study, in the order of the work: repeat, fold, projection, form (fusion of all modalities, then those of
 * an ablation). All meet identical folds (R8), in which a patient never parts (R1). Then those of its checks: the locked test set,
 * and the primary comparison with shuffled labels on the folds of the first repeat.
 *
 * @throws Failure what `divideCases` throws
 */
export function planUnits({
  data,
  study,
  given = nothingGiven,
}: {
  readonly data: ExperimentData
  readonly study: Study
  readonly given?: GivenDivision
}): Unit[] {
  const division = divideCases(data, study.validation, given)
  const forms = plannedForms(
    data.modalities.map(({ name }) => name),
    study,
  )
  const folds = division.splits.flatMap((split) =>
    study.projections.flatMap((projection) => forms.map((form) => ({ ...split, projection, ...form }))),
  )
  const whole = forms.filter(usesAll)
  return [
    ...folds,
    ...lockedUnits(division, study, whole),
    ...(study.label_shuffle ? shuffleUnits(data, division, study, whole) : []),
  ]
}

/** The cases that the folds train on or test, rising: those that are locked away or have no site are none of them. */
export function casesOfFolds(units: readonly Unit[]): Int32Array {
  // every repeat divides the same cases
  const folds = units.filter((unit) => isCrossValidation(unit) && unit.repeat === 0)
  const [first] = folds
  const one = folds.filter(
    ({ projection, fusion }) => projection === first?.projection && fusion === first.fusion,
  )
  return Int32Array.from(new Set(one.flatMap(({ train, test }) => [...train, ...test]))).sort()
}

/** How many units `planUnits` makes of data with these modalities, divided into so many folds a repeat. */
export function countUnits(
  names: readonly string[],
  folds: number,
  study: Omit<Study, 'version' | 'name' | 'files'>,
): number {
  const forms = plannedForms(names, study)
  const procedures = study.projections.length
  const { repeats, test } = study.validation
  return (
    procedures * forms.length * folds * repeats +
    (test === undefined ? 0 : procedures * forms.filter(usesAll).length) +
    (study.label_shuffle ? shufflePermutations * folds * study.primary.compare.length : 0)
  )
}

/** Every procedure that uses all modalities, fitted once on all development cases. */
function lockedUnits(
  { development, locked }: Division,
  { projections }: Study,
  forms: readonly PlannedForm[],
): Unit[] {
  if (locked.length === 0) return []
  const check = { kind: 'locked-test' } as const
  return projections.flatMap((projection) =>
    forms.map((form) => ({
      repeat: 0,
      fold: 0,
      check,
      train: development,
      test: locked,
      projection,
      ...form,
    })),
  )
}

/** Both sides of the primary comparison on the folds of the first repeat, once for each permutation of the labels. */
function shuffleUnits(
  data: ExperimentData,
  { development, splits }: Division,
  { primary, validation }: Study,
  forms: readonly PlannedForm[],
): Unit[] {
  const fusion = comparedFusion(forms.map((form) => form.fusion))
  return Array.from({ length: shufflePermutations }, (_, permutation) => {
    const y = shuffledLabels(data, development, validation.seed, permutation)
    const check = { kind: 'label-shuffle', permutation, y, classifier: primary.classifier } as const
    return splits
      .filter(({ repeat }) => repeat === 0)
      .flatMap((split) => primary.compare.map((projection) => ({ ...split, check, projection, fusion })))
  }).flat()
}
