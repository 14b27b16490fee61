import { useMemo, type ReactElement } from 'react'
import { matchPictures } from '../../core/bundles/match-pictures.ts'
import { roleOf } from '../../core/dataset/roles.ts'
import type { PictureTrouble, RejectedPicture } from '../../core/pictures/picture.ts'
import { isMissing } from '../../core/tables/missing.ts'
import { rowNumber, type Table, type TableColumn } from '../../core/tables/table.ts'
import type { OpenProject } from '../../state/app-state.ts'
import { CappedList } from '../../ui/capped-list.tsx'
import { formatCount, plural } from '../../ui/format.ts'
import { PictureStrip } from './picture-strip.tsx'

const troubles: Readonly<Record<PictureTrouble, string>> = {
  empty: 'the file is empty',
  'too-large': 'the file is larger than can be read safely',
  truncated: 'the file ends too early',
  'not-a-picture': 'its content is no picture',
  'too-many-pixels': 'it has more pixels than can be decoded safely',
  undecodable: 'it cannot be decoded',
  unsupported: 'its format is not supported',
}

/** Which pictures came along, whose they are, and what is missing on either side (R13). */
export function PictureReport({ project }: { project: OpenProject }): ReactElement | null {
  const { pictures: list, table, roles } = project
  const matches = useMemo(
    () =>
      table.columns
        .filter(({ name }) => roleOf(roles, name)?.role === 'image')
        .map((column) => matchColumn(column, table, list.pictures)),
    [table, roles, list.pictures],
  )
  if (list.pictures.length + list.rejected.length === 0) return null
  const unused = matches
    .map((match) => new Set(match.unused))
    .reduce(
      (left, paths) => left.filter((path) => paths.has(path)),
      list.pictures.map(({ path }) => path),
    )
  const notFound = matches.flatMap((match) => match.notFound)
  return (
    <section className="screen__section stack" aria-labelledby="pictures">
      <h2 id="pictures">{plural(list.pictures.length, 'picture')}</h2>
      {matches.map(({ column, withPicture }) => (
        <p key={column} className="quiet" data-testid="pictures-matched">
          {column}: {formatCount(withPicture)} of {plural(table.rows, 'row')} have a picture.
        </p>
      ))}
      <PictureStrip pictures={list.pictures} />
      <CappedList
        title={`${plural(notFound.length, 'name')} without a picture`}
        testId="pictures-not-found"
        items={notFound.map(({ row, name }) => `row ${formatCount(row)}: ${name}`)}
      />
      <CappedList
        title={`${plural(unused.length, 'picture')} without a row`}
        testId="pictures-unused"
        items={unused}
      />
      <CappedList
        title={`${plural(list.rejected.length, 'file')} that could not be used as a picture`}
        testId="pictures-rejected"
        items={list.rejected.map(rejectedInWords)}
      />
    </section>
  )
}

const rejectedInWords = ({ path, reason, detail }: RejectedPicture): string =>
  `${path}: ${troubles[reason]}${detail === '' ? '' : ` (${detail})`}`

interface ColumnMatch {
  readonly column: string
  readonly withPicture: number
  readonly notFound: readonly { readonly row: number; readonly name: string }[]
  readonly unused: readonly string[]
}

function matchColumn(
  { name, values }: TableColumn,
  table: Table,
  pictures: OpenProject['pictures']['pictures'],
): ColumnMatch {
  const cells = values.map((cell) => (isMissing(cell) ? '' : cell))
  const { keys, notFound, unused } = matchPictures(cells, pictures)
  return {
    column: name,
    withPicture: keys.filter((ofRow) => ofRow.length > 0).length,
    notFound: notFound.map(({ cell, name: wanted }) => ({ row: rowNumber(table, cell), name: wanted })),
    unused,
  }
}
