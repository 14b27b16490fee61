import { matchPictures } from '../bundles/match-pictures.ts'
import type { Picture, RejectedPicture } from '../pictures/picture.ts'
import type { Table } from '../tables/table.ts'
import { roleOfEach } from './column-groups.ts'
import type { ColumnRoles, Role } from './dataset.ts'

const predictors: ReadonlySet<Role | undefined> = new Set<Role>(['text', 'number', 'category', 'embedding'])

/**
 * The rows without those that are nothing but pictures that cannot be read. Any other case with something missing stays
 * (R7): a broken file is no finding about a patient.
 */
export function withoutBrokenCases(
  table: Table,
  roles: ColumnRoles,
  rows: readonly number[],
  pictures: readonly Picture[],
  rejected: readonly RejectedPicture[],
): readonly number[] {
  if (rejected.length === 0) return rows
  const roleOf = roleOfEach(
    roles,
    table.columns.map(({ name }) => name),
  )
  if (table.columns.some(({ name }) => predictors.has(roleOf.get(name)))) return rows
  const matches = table.columns
    .filter(({ name }) => roleOf.get(name) === 'image')
    .map(({ values }) => matchPictures(values, pictures, rejected))
  const broken = new Set(matches.flatMap((match) => match.broken.map(({ cell }) => cell)))
  return rows.filter((row) => !broken.has(row) || matches.some(({ keys }) => keys[row]!.length > 0))
}
