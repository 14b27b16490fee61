import { identity } from '../tables/hidden-characters.ts'
import type { Notice } from '../notice.ts'
import type { ColumnRole, ColumnRoles, Dataset, Relabel } from './dataset.ts'
import { mergeTable } from './labels.ts'

export interface Relabelled {
  /** Index into the classes, [n]. */
  readonly y: Int32Array
  /** Cases whose label was changed by hand, rising. */
  readonly changed: Int32Array
  /** Changes that do not fit the cases: there is no such case or class, or the file has another label than was changed (R13). */
  readonly lapsed: number
}

/**
 * The labels of the file with the changes that were made by hand. Each change names the label that it changed, so that it
 * cannot hit another case of a file that was sorted anew. Classes that were renamed or merged since are found under their new name.
 *
 * @param column for failures alone
 * @param given what the file says, as indices into classes
 */
export function relabelled(
  column: string,
  { relabels = [], ...entry }: ColumnRole,
  { caseIds, classes, y: given }: Pick<Dataset, 'caseIds' | 'classes' | 'y'>,
): Relabelled {
  if (relabels.length === 0) return { y: given, changed: new Int32Array(), lapsed: 0 }
  const merged = mergeTable(column, entry)
  const classOf = (name: string): number => classes.indexOf(merged.get(identity(name)) ?? identity(name))
  const indexOf = new Map(caseIds.map((id, i) => [id, i]))
  const y = given.slice()
  const changed: number[] = []
  let lapsed = 0
  for (const { case: id, from, to } of relabels) {
    const i = indexOf.get(id)
    const wanted = classOf(to)
    if (i === undefined || wanted < 0 || given[i] !== classOf(from)) lapsed++
    else if (wanted !== given[i]) {
      y[i] = wanted
      changed.push(i)
    }
  }
  return { y, changed: Int32Array.from(changed).sort(), lapsed }
}

/**
 * The changes with one more: cases get another class; where it is the one that the file has, the change is taken back.
 * @param cases with what the file says, after merging
 */
export function withRelabels(
  relabels: readonly Relabel[],
  cases: readonly { readonly id: string; readonly file: string }[],
  to: string,
): Relabel[] {
  const before = new Map(relabels.map((one) => [one.case, one]))
  for (const { id, file } of cases) {
    before.delete(id)
    if (file !== to) before.set(id, { case: id, from: file, to })
  }
  return [...before.values()]
}

/** Labels changed by hand of columns that are not the label now (R13). */
export const setAsideNotices = (roles: ColumnRoles): Notice[] =>
  Object.entries(roles).flatMap(([column, { role, relabels = [] }]): Notice[] =>
    role === 'label' || relabels.length === 0
      ? []
      : [{ code: 'relabels-set-aside', severity: 'info', params: { column, count: relabels.length } }],
  )

/** The entry of the label column, with these changes instead of those it has. */
export function entryWithRelabels(
  { relabels: _before, ...entry }: ColumnRole,
  relabels: readonly Relabel[],
): ColumnRole {
  return relabels.length === 0 ? entry : { ...entry, relabels }
}
