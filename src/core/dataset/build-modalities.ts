import type { Notice } from '../notice.ts'
import type { Picture, RejectedPicture } from '../pictures/picture.ts'
import type { Steps } from '../steps.ts'
import { decimalSteps } from '../tables/numbers.ts'
import type { Table, TableColumn } from '../tables/table.ts'
import { isGroup, membersOf } from './column-groups.ts'
import type { ColumnRoles, Modality, Role } from './dataset.ts'
import { embeddingSteps, type BuiltVectors, type VectorColumns } from './embedding-modality.ts'
import type { Finding } from './finding.ts'
import { buildImageModality, type BuiltPictures } from './image-modality.ts'
import { roleOf } from './roles.ts'
import { tableSteps } from './table-modality.ts'
import { textSteps, type TextUse } from './text-modality.ts'

export interface ModalityOptions {
  readonly pictures: readonly Picture[]
  readonly rejected: readonly RejectedPicture[]
  readonly texts: TextUse
}

/**
 * The modalities of the given rows, in the order that a data set has them, and what has to be said of them; with the cases,
 * where these could not be found again.
 */
export function* modalitySteps(
  table: Table,
  roles: ColumnRoles,
  rows: readonly number[],
  { pictures, rejected, texts: use }: ModalityOptions,
): Steps<{ readonly modalities: readonly Modality[]; readonly findings: readonly Finding[] }> {
  const withRole = (role: Role): TableColumn[] =>
    table.columns.filter((c) => roleOf(roles, c.name)?.role === role)
  const decimal = yield* decimalSteps(table.columns)
  const images: BuiltPictures[] = []
  for (const column of withRole('image')) {
    images.push(buildImageModality(column, rows, pictures, rejected))
    yield
  }
  const given: BuiltVectors[] = []
  for (const columns of vectorColumns(table, roles)) given.push(yield* embeddingSteps(columns, rows, decimal))
  const ready = [...images, ...given].map(({ modality }) => modality).filter((modality) => modality !== null)
  const taken = [...namesOf(ready), ...namesOf(table.columns)]
  const texts = yield* textSteps(withRole('text'), rows, use, taken)
  const measured = yield* tableSteps(
    { numbers: withRole('number'), categories: withRole('category') },
    rows,
    decimal,
    namesOf([...texts.modalities, ...ready]),
  )
  return {
    modalities: [...texts.modalities, ...ready, ...(measured.modality ? [measured.modality] : [])],
    findings: [
      ...withoutCases(texts.notices),
      ...[...images, ...given].flatMap((built) => built.findings),
      ...withoutCases([...unusedNotices(images, pictures.length), ...measured.notices]),
    ],
  }
}

const withoutCases = (notices: readonly Notice[]): Finding[] => notices.map((notice) => ({ notice }))

const namesOf = (named: readonly { readonly name: string }[]): string[] => named.map(({ name }) => name)

/** The columns of every embedding, in the order of the table. */
function vectorColumns({ columns }: Table, roles: ColumnRoles): VectorColumns[] {
  const names = columns.map(({ name }) => name)
  const position = new Map(names.map((name, j) => [name, j]))
  return Object.entries(roles)
    .filter(([, { role }]) => role === 'embedding')
    .map(([name, entry]) => ({
      name,
      columns: (isGroup(entry) ? membersOf(entry, names) : [name]).map(
        (column) => columns[position.get(column)!]!,
      ),
      inLists: !isGroup(entry),
    }))
    .sort((a, b) => position.get(a.columns[0]!.name)! - position.get(b.columns[0]!.name)!)
}

/** Pictures that came along and that no column names: most likely a file name differs (R13). */
function unusedNotices(images: readonly BuiltPictures[], pictures: number): Notice[] {
  const [first, ...others] = images.map(({ unused }) => new Set(unused))
  const count = first
    ? [...first].filter((path) => others.every((unused) => unused.has(path))).length
    : pictures
  return count > 0 ? [{ code: 'pictures-unused', severity: 'warning', params: { count } }] : []
}
