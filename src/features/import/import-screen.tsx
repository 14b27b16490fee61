import type { ReactElement } from 'react'
import { delimiters } from '../../core/tables/csv-dialect.ts'
import { encodingNames, type EncodingName } from '../../core/tables/encoding.ts'
import { isDelimited } from '../../core/tables/formats.ts'
import { useActions, useApp } from '../../state/context.ts'
import type { PendingImport } from '../../state/import-file.ts'
import { FailureCallout } from '../../strings/failure-callout.tsx'
import { NoticeList } from '../../strings/notice-list.tsx'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { SelectField } from '../../ui/field.tsx'
import { formatBytes, plural } from '../../ui/format.ts'
import { NoFileChosen } from '../../ui/no-file-chosen.tsx'
import { BundleContents, contentsInWords } from './bundle-contents.tsx'
import { ImportSurvey } from './import-survey.tsx'
import { PreviewRows } from './preview-rows.tsx'

const delimiterTitles: Record<string, string> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Vertical bar',
}

function headline({ preview, failure }: PendingImport): string {
  if (failure) return 'This file could not be read'
  return preview ? 'Does this look right?' : 'Reading the beginning…'
}

/** One question before anything is stored: was it read the right way? */
export function ImportScreen(): ReactElement {
  const pending = useApp((state) => state.pendingImport)
  const job = useApp((state) => state.job)
  const actions = useActions()
  if (!pending) return <NoFileChosen what="file" />
  const { opened, table, preview, failure } = pending
  const dialect = preview?.dialect
  const ragged = failure?.code === 'ragged-rows'
  return (
    <div className="screen">
      <header className="screen__head">
        <h1>{headline(pending)}</h1>
        <p className="screen__lead">
          {opened.name}, {formatBytes(opened.bytes)}
          {contentsInWords(opened)}. Nothing is stored yet.
        </p>
      </header>
      <BundleContents pending={pending} />
      <ImportSurvey pending={pending} />
      {failure && <FailureCallout failure={failure} />}
      {preview && <NoticeList notices={preview.notices} />}
      {dialect?.encodingGuessed && (
        <Callout kind="warning">
          Nothing in the file says how its letters are encoded. If names or accents look wrong below, choose
          another encoding.
        </Callout>
      )}
      {dialect?.decimal === ',' && (
        <Callout kind="info">Numbers are written with a decimal comma here, and are read that way.</Callout>
      )}
      {(dialect || (failure && table !== null && isDelimited(table))) && (
        <div className="fields">
          <SelectField
            label="Columns are divided by"
            value={pending.delimiter ?? dialect?.delimiter ?? ','}
            options={delimiters.map((value) => ({ value, label: delimiterTitles[value] ?? value }))}
            disabled={job !== null}
            onChange={(delimiter) => void actions.changeImport({ delimiter })}
          />
          <SelectField
            label="Letters are encoded as"
            value={pending.encoding ?? dialect?.encoding ?? 'utf-8'}
            options={encodingNames.map((value) => ({ value, label: value.toUpperCase() }))}
            disabled={job !== null}
            onChange={(encoding) => void actions.changeImport({ encoding: encoding as EncodingName })}
          />
        </div>
      )}
      {preview && <PreviewRows header={preview.header} rows={preview.sampleRows} />}
      {pending.cancelled && (
        <Callout kind="info">
          <span role="status" data-testid="import-cancelled">
            The import was cancelled. Nothing of it is stored: rows and pictures that were on the disk by then
            were removed again.
          </span>
        </Callout>
      )}
      <div className="row">
        {ragged ? (
          <Button
            kind="primary"
            disabled={job !== null}
            onClick={() => void actions.confirmImport({ ragged: 'skip' })}
            data-testid="skip-ragged"
          >
            Leave {plural(failure.params.count, 'row')} out and import
          </Button>
        ) : (
          <Button
            kind="primary"
            disabled={!preview || failure !== null || job !== null}
            onClick={() => void actions.confirmImport({ ragged: 'refuse' })}
            data-testid="import"
          >
            Import
          </Button>
        )}
        {job?.kind === 'import' ? (
          <Button onClick={job.cancel}>Cancel the import</Button>
        ) : (
          <Button onClick={() => actions.leaveImport()}>Cancel</Button>
        )}
      </div>
    </div>
  )
}
