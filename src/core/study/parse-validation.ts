import type { Role } from '../dataset/dataset.ts'
import { Failure } from '../failure.ts'
import { defaultSettings } from './default-settings.ts'
import { readerOf, type Reader } from './reader.ts'
import { testColumn, type LockedTestChoice, type Study, type Validation } from './study.ts'

const defaults = defaultSettings().validation

/** Roles that a column may have that marks the locked test set: none that is learned from, or that says what or who a case is. */
export const markingRoles: readonly Role[] = ['fold', 'site', 'ignore']

/**
 * How the cases are divided. Given folds and sites are one partition: repeating it would count the same test cases twice.
 * @throws Failure as `parseStudy`; 'study-conflict' where two keys say what the folds are, or such folds are repeated
 */
export function parseValidation(reader: Reader | undefined): Validation {
  const field = reader?.fields(['folds', 'repeats', 'seed', 'folds_column', 'leave_out', 'test'])
  const foldsColumn = field?.('folds_column')
  const leaveOut = field?.('leave_out')
  const test = field?.('test')
  if (foldsColumn && leaveOut)
    throw new Failure('study-conflict', { path: leaveOut.path, other: foldsColumn.path })
  const repeats = field?.('repeats')?.integer(1, 100) ?? defaults.repeats
  const fixed = foldsColumn ?? leaveOut
  if (fixed && repeats > 1)
    throw new Failure('study-conflict', { path: 'validation.repeats', other: fixed.path })
  return {
    folds: field?.('folds')?.integer(2, 20) ?? defaults.folds,
    repeats,
    seed: field?.('seed')?.integer(0, Number.MAX_SAFE_INTEGER) ?? defaults.seed,
    ...(foldsColumn && { folds_column: foldsColumn.text() }),
    ...(leaveOut && { leave_out: leaveOut.text() }),
    ...(test && { test: parseTest(test) }),
  }
}

function parseTest(reader: Reader): LockedTestChoice {
  const field = reader.fields(['share', 'column', 'value'])
  const share = field('share')
  if (!share) return { column: field.required('column').text(), value: field.required('value').text() }
  const other = field('column') ?? field('value')
  if (other) throw new Failure('study-conflict', { path: share.path, other: other.path })
  return { share: share.number(0.05, 0.5) }
}

/** Where the study gives the columns, those that divide the cases have the roles that this takes. */
export function checkValidationColumns({ columns, validation }: Pick<Study, 'columns' | 'validation'>): void {
  if (!columns) return
  const check = (column: string | undefined, path: string, roles: readonly Role[]): void => {
    if (column === undefined) return
    const usable = Object.keys(columns).filter((name) => roles.includes(columns[name]!.role))
    readerOf(column, path).oneOf(usable)
  }
  check(validation.folds_column, 'validation.folds_column', ['fold'])
  check(validation.leave_out, 'validation.leave_out', ['site'])
  const marking = testColumn(validation)
  // a column that the study does not name is not used, and may mark
  if (marking !== undefined && Object.hasOwn(columns, marking))
    check(marking, 'validation.test.column', markingRoles)
}
