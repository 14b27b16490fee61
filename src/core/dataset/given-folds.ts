import { Failure } from '../failure.ts'
import { isMissing } from '../tables/missing.ts'
import { parseNumber } from '../tables/numbers.ts'

/**
 * Folds from a column's values, numbered 0, 1, ... in the order of the values (numeric where they are numbers).
 * @throws Failure 'fold-missing'; 'patient-in-two-folds', which would put a patient on both sides of a split (R1)
 */
export function givenFolds(values: readonly string[], patientIds: readonly string[]): Int32Array {
  const cases = values.filter(isMissing).length
  if (cases > 0) throw new Failure('fold-missing', { cases })
  const trimmed = values.map((value) => value.trim())
  const names = [...new Set(trimmed)].sort((a, b) => {
    const x = parseNumber(a, '.')
    const y = parseNumber(b, '.')
    return x !== null && y !== null ? x - y : a < b ? -1 : 1
  })
  const index = new Map(names.map((name, k) => [name, k]))
  const folds = Int32Array.from(trimmed, (name) => index.get(name)!)
  const foldOf = new Map<string, number>()
  const parted = new Set<string>()
  patientIds.forEach((patient, i) => {
    if ((foldOf.get(patient) ?? folds[i]!) !== folds[i]!) parted.add(patient)
    else foldOf.set(patient, folds[i]!)
  })
  if (parted.size > 0) throw new Failure('patient-in-two-folds', { patients: parted.size })
  return folds
}
