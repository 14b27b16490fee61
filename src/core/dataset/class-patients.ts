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

/** What no validation can work with: a single class, a class without cases, or one with a single patient, who is never seen. */
export function classNotices(cases: Pick<Dataset, 'classes' | 'y' | 'patientIds'>): Notice[] {
  if (cases.classes.length < 2) return [{ code: 'one-class', severity: 'blocking', params: {} }]
  const counts = patientsPerClass(cases)
  const having = (patients: number): number => counts.filter((count) => count === patients).length
  return (
    [
      { code: 'classes-without-cases', severity: 'blocking', params: { count: having(0) } },
      { code: 'classes-with-one-patient', severity: 'blocking', params: { count: having(1) } },
    ] as const
  ).filter(({ params }) => params.count > 0)
}

/**
 * Patients of a class that a fold's test part should hold: with 20, a sensitivity of 0.8 has a standard error of 0.09. A fifth of the
 * 100 events that an external validation needs at least (Collins et al. 2016; Van Calster et al. 2016 ask for 200 for a
 * calibration curve): five folds test 100 between them.
 */
const advisedInFold = 20

/** Warns of classes that some folds are tested without (they have fewer patients than folds), or with few patients. */
export function foldNotices(dataset: Dataset, folds: number): Notice[] {
  const counts = patientsPerClass(dataset)
  const count = counts.filter((patients) => patients >= 2 && patients < folds).length
  if (count > 0) return [{ code: 'classes-below-folds', severity: 'warning', params: { count, folds } }]
  const patients = Math.min(...counts)
  if (patients >= advisedInFold * folds) return []
  const params = { patients, folds, advised: advisedInFold }
  return [{ code: 'few-events-in-folds', severity: 'warning', params }]
}

/** Warns of classes that some of the given folds have no case of. */
export function givenFoldNotices(dataset: Dataset, foldOf: Int32Array): Notice[] {
  const folds = new Set(foldOf).size
  const seen = dataset.classes.map(() => new Set<number>())
  dataset.y.forEach((c, i) => seen[c]!.add(foldOf[i]!))
  const count = seen.filter(({ size }) => size < folds).length
  return count > 0 ? [{ code: 'classes-not-in-folds', severity: 'warning', params: { count, folds } }] : []
}
