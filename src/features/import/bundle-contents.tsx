import type { ReactElement } from 'react'
import type { LeftOutReason } from '../../core/bundles/bundle.ts'
import { useActions, useApp } from '../../state/context.ts'
import type { PendingImport } from '../../state/import-file.ts'
import { Callout } from '../../ui/callout.tsx'
import { CappedList } from '../../ui/capped-list.tsx'
import { SelectField } from '../../ui/field.tsx'
import { plural } from '../../ui/format.ts'

type Opened = PendingImport['opened']

/** ": 2 tables, 360 pictures", or nothing for a table by itself. */
export function contentsInWords({ tables, pictures, vectors }: Opened): string {
  if (tables.length === 1 && pictures.length + vectors.length === 0) return ''
  const parts = [
    ...(tables.length > 0 ? [plural(tables.length, 'table')] : []),
    ...(pictures.length > 0 ? [plural(pictures.length, 'picture')] : []),
    ...(vectors.length > 0 ? [plural(vectors.length, 'file of vectors', 'files of vectors')] : []),
  ]
  return `: ${parts.join(', ')}`
}

const leftOutReasons: Readonly<Record<LeftOutReason, string>> = {
  archive: 'an archive beside other files: unpack it first',
  'old-workbook': 'an old or macro workbook: save it as XLSX or CSV',
  json: 'a study, or something else: a study file is opened with its data, from the start screen',
  unknown: 'no table, picture or file of vectors',
}

/** Whether pictures lie in more than one folder. */
const inFolders = (pictures: Opened['pictures']): boolean =>
  new Set(pictures.map(({ path }) => path.slice(0, path.lastIndexOf('/') + 1))).size > 1

/** What a folder or an archive holds: which table the cases are in, where there is a choice, and what is not read. */
export function BundleContents({ pending }: { pending: PendingImport }): ReactElement | null {
  const busy = useApp((state) => state.job !== null)
  const actions = useActions()
  const { opened, table } = pending
  const { tables, pictures, leftOut } = opened
  const choices = [
    ...tables.map(({ path }) => ({ value: path, label: path })),
    ...(inFolders(pictures) ? [{ value: '', label: 'No table: every folder of pictures is a class' }] : []),
  ]
  if (choices.length < 2 && leftOut.length === 0) return null
  return (
    <section className="stack" aria-label="Contents">
      {choices.length > 1 && (
        <div className="fields">
          <SelectField
            label="The cases are in"
            value={table ?? ''}
            options={choices}
            disabled={busy}
            onChange={(path) => void actions.changeImport({ table: path === '' ? null : path })}
          />
        </div>
      )}
      {tables.length > 1 && (
        <Callout kind="warning">
          There are {plural(tables.length, 'table')}; only the one chosen above is imported. Tables are not
          joined.
        </Callout>
      )}
      {leftOut.some(({ reason }) => reason === 'archive') && (
        <Callout kind="warning">
          {plural(leftOut.filter(({ reason }) => reason === 'archive').length, 'archive')} not read. To bring
          pictures along, unpack the archive and open the folder, or put the table into the same ZIP.
        </Callout>
      )}
      <CappedList
        title={`${plural(leftOut.length, 'file')} not read`}
        testId="left-out"
        items={leftOut.map(({ path, reason }) => `${path}: ${leftOutReasons[reason]}`)}
      />
    </section>
  )
}
