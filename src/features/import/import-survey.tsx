import { useCallback, type ReactElement } from 'react'
import type { LabelSurvey, PictureSurvey } from '../../core/dataset/survey.ts'
import { markHiddenCharacters } from '../../core/tables/hidden-characters.ts'
import { useActions } from '../../state/context.ts'
import type { PendingImport } from '../../state/import-file.ts'
import { Callout } from '../../ui/callout.tsx'
import { CappedList } from '../../ui/capped-list.tsx'
import { formatCount, plural } from '../../ui/format.ts'
import { LoadedPicture } from '../../ui/loaded-picture.tsx'

/** Enough to see whether these are the right pictures. */
const shownPictures = 12
/** Formats that the browser shows as they are. */
const shownFormats = /\.(?:png|jpe?g|jfif|webp|bmp|gif|avif)$/i
/** More values than this are no classes. */
const mostClasses = 12

/** What all of a table with pictures holds, before it is imported: whose the pictures are, and the classes. */
export function ImportSurvey({ pending }: { pending: PendingImport }): ReactElement | null {
  const { survey, opened } = pending
  if (opened.pictures.length === 0) return null
  return (
    <section className="stack" aria-label="What will be imported">
      {survey === 'reading' && (
        <p className="quiet" role="status">
          Reading all of it, to see which rows have a picture…
        </p>
      )}
      {survey !== null && survey !== 'reading' && (
        <>
          {survey.pictures && <Matched rows={survey.rows} pictures={survey.pictures} />}
          {survey.label && <Classes label={survey.label} />}
        </>
      )}
      <ul className="picture-strip" aria-label="First pictures">
        {opened.pictures
          .filter(({ path }) => shownFormats.test(path))
          .slice(0, shownPictures)
          .map(({ path }) => (
            <li key={path}>
              <PendingPicture path={path} />
            </li>
          ))}
      </ul>
      {survey !== null && survey !== 'reading' && (
        <CappedList
          title={`${plural(survey.pictures?.unused.length ?? 0, 'picture')} without a row`}
          testId="import-unused"
          items={survey.pictures?.unused ?? []}
        />
      )}
    </section>
  )
}

function Matched({ rows, pictures }: { rows: number; pictures: PictureSurvey }): ReactElement {
  const { column, rowsWithPicture } = pictures
  if (column === null)
    return (
      <Callout kind="warning">
        <span data-testid="import-matched">
          No row of the table has a picture: no column names the files, and none holds IDs that they are
          called by. Imported like this, the pictures are not used.
        </span>
      </Callout>
    )
  return (
    <p data-testid="import-matched">
      {formatCount(rowsWithPicture)} of {plural(rows, 'row')} have a picture, found by the column “
      {markHiddenCharacters(column)}”.
    </p>
  )
}

function Classes({ label: { column, classes } }: { label: LabelSurvey }): ReactElement {
  const shown = classes.slice(0, mostClasses)
  const rest = classes.length - shown.length
  return (
    <p data-testid="import-classes">
      Classes by “{markHiddenCharacters(column)}”, which can be changed later:{' '}
      {shown.map(({ name, rows }) => `${markHiddenCharacters(name)} ${formatCount(rows)}`).join(', ')}
      {rest > 0 && ` and ${plural(rest, 'other value')}`}.
    </p>
  )
}

function PendingPicture({ path }: { path: string }): ReactElement {
  const { readPendingPicture } = useActions()
  const load = useCallback(() => readPendingPicture(path), [readPendingPicture, path])
  return <LoadedPicture load={load} name={path} />
}
