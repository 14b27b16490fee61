import type { Notice } from '../notice.ts'
import type { Dataset } from './dataset.ts'

/** Patients who have a case of each class, [classes]; a patient may count in several. */
export function patientsPerClass({
  classes,
  y,
  patientIds,
}: Pick<Dataset, 'classes' | 'y' | 'patientIds'>): Int32Array {
  const patients = classes.map(() => new Set<string>())
  patientIds.forEach((patient, i) => patients[y[i]!]!.add(patient))
  return Int32Array.from(patients, (set) => set.size)
}

/** What no validation can work with: a single class, or a class with fewer than two patients, one of whom is never seen. */
export function classNotices(cases: Pick<Dataset, 'classes' | 'y' | 'patientIds'>): Notice[] {
  if (cases.classes.length < 2) return [{ code: 'one-class', severity: 'blocking', params: {} }]
  const count = patientsPerClass(cases).filter((patients) => patients < 2).length
  return count > 0 ? [{ code: 'classes-with-one-patient', severity: 'blocking', params: { count } }] : []
}

/** Warns of classes that some folds are tested without: they have fewer patients than folds. */
export function foldNotices(dataset: Dataset, folds: number): Notice[] {
  const count = patientsPerClass(dataset).filter((patients) => patients >= 2 && patients < folds).length
  return count > 0 ? [{ code: 'classes-below-folds', severity: 'warning', params: { count, folds } }] : []
}

/** Warns of classes that some of the given folds have no case of. */
export function givenFoldNotices(dataset: Dataset, foldOf: Int32Array): Notice[] {
  const folds = new Set(foldOf).size
  const seen = dataset.classes.map(() => new Set<number>())
  dataset.y.forEach((c, i) => seen[c]!.add(foldOf[i]!))
  const count = seen.filter(({ size }) => size < folds).length
  return count > 0 ? [{ code: 'classes-not-in-folds', severity: 'warning', params: { count, folds } }] : []
}
