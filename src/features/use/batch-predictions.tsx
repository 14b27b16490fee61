import type { ReactElement } from 'react'
import { caseEndings } from '../../cases/case-endings.ts'
import { columnsOf } from '../../core/model/new-cases.ts'
import { predictionsCsv, type PredictedRow } from '../../core/model/predictions-csv.ts'
import { listed } from '../../core/report/words.ts'
import type { FinalModelRecord } from '../../state/app-state.ts'
import { useActions, useApp } from '../../state/context.ts'
import type { BatchPrediction } from '../../state/prediction.ts'
import { caseProblemInWords } from '../../strings/case-problems.ts'
import { wordFailure } from '../../strings/failures.ts'
import { Callout } from '../../ui/callout.tsx'
import { FileDownload } from '../../ui/file-download.tsx'
import { FileButton, FileDrop, FolderButton } from '../../ui/file-drop.tsx'
import { formatCount, plural } from '../../ui/format.ts'
import { usePaged } from '../../ui/paged.tsx'
import { TableFrame } from '../../ui/table-frame.tsx'
import { percent } from './percent.ts'

const casesAPage = 20
/** More of them are for their rows to tell. */
const mostNamed = 5

/** The cases of a file, predicted one by one, to be taken away as a table. */
export function BatchPredictions({ model }: { model: FinalModelRecord }): ReactElement {
  const isBusy = useApp((state) => state.job !== null || state.predicting !== null)
  const batch = useApp((state) => state.batch)
  const actions = useActions()
  const takesPictures = model.about.modalities.some(({ kind }) => kind === 'image')
  const columns = model.about.modalities.flatMap(columnsOf)
  const predict = (files: readonly File[]): void => {
    if (files.length > 0) void actions.predictFiles(model.id, files)
  }
  return (
    <>
      <FileDrop label="Open new cases" disabled={isBusy} onFiles={predict}>
        <p className="quiet">
          A table with the {columns.length === 1 ? 'column' : 'columns'} {listed(columns)}
          {takesPictures &&
            ', alone or with its pictures in a folder or ZIP; or pictures by themselves, a case each'}
          .
        </p>
        <div className="row">
          <FileButton testId="batch-file" multiple disabled={isBusy} accept={caseEndings} onFiles={predict}>
            Open a table or ZIP
          </FileButton>
          <FolderButton testId="batch-folder" disabled={isBusy} onFiles={predict}>
            Open a folder
          </FolderButton>
        </div>
      </FileDrop>
      {batch?.modelId === model.id && <Batch key={batch.name} batch={batch} model={model} />}
    </>
  )
}

function Batch({ batch, model }: { batch: BatchPrediction; model: FinalModelRecord }): ReactElement {
  const { ids, inTraining, cases, stoppedBy, absent, unusedPictures } = batch
  const { classes } = model.about
  const rows = cases.map((one, i) => ({
    ...one,
    id: ids[i]!,
    ...(inTraining && { inTraining: inTraining[i]! }),
  }))
  const predicted = rows.filter(({ prediction }) => prediction !== null)
  const unlike = predicted.filter(({ prediction }) => prediction!.isUnlike).map(({ id }) => id)
  const inSample = predicted.filter((one) => one.inTraining === true).length
  const overlong = predicted.filter((one) => one.overlong).length
  const { shown, footer } = usePaged(rows, casesAPage, 'case')
  return (
    <div className="stack batch" data-testid="batch">
      <p role="status">
        {formatCount(predicted.length)} of {plural(ids.length, 'case')} in “{batch.name}” predicted
        {stoppedBy &&
          `; ${stoppedBy.code === 'cancelled' ? 'cancelled' : 'stopped by a failure'} after ${plural(rows.length, 'case')}`}
        {rows.length > predicted.length &&
          `; ${plural(rows.length - predicted.length, 'case')} could not be, as ${rows.length - predicted.length === 1 ? 'its row says' : 'their rows say'}`}
        . {unlike.length === 0 ? 'None is' : plural(unlike.length, 'is', 'are')} unlike the training cases
        {unlike.length > 0 &&
          (unlike.length <= mostNamed ? `: ${listed(unlike)}` : ', as their rows and the file say')}
        . <span className="tag tag--warn">Research use only</span>
      </p>
      {stoppedBy && stoppedBy.code !== 'cancelled' && (
        <Callout kind="warning">
          <p data-testid="stopped-by">The other cases were not predicted. {wordFailure(stoppedBy).what}</p>
        </Callout>
      )}
      {(inSample > 0 || absent.length > 0 || unusedPictures > 0 || overlong > 0) && (
        <Callout kind="warning">
          {inSample > 0 && (
            <p data-testid="in-training">
              {plural(inSample, 'case has', 'cases have')} the ID of a case that the model was fitted on: how
              well it predicts {inSample === 1 ? 'that one' : 'those'} says nothing of how well it predicts
              new ones.
            </p>
          )}
          {absent.length > 0 && (
            <p>The file has no column {listed(absent)}: it counts as missing in every case.</p>
          )}
          {unusedPictures > 0 && (
            <p>{plural(unusedPictures, 'picture belongs', 'pictures belong')} to no row.</p>
          )}
          {overlong > 0 && (
            <p>{plural(overlong, 'case')} with a text that is longer than the encoder reads at once.</p>
          )}
        </Callout>
      )}
      {rows.length > 0 && (
        <>
          <TableFrame label="Predicted cases" testId="batch-cases">
            <thead>
              <tr>
                <th scope="col">Case</th>
                <th scope="col">Most probable</th>
                <th scope="col" className="num">
                  Probability (interval of the model)
                </th>
                <th scope="col">Remarks</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row, i) => (
                <BatchRow key={i} row={row} classes={classes} />
              ))}
            </tbody>
          </TableFrame>
          {footer}
          <div className="row">
            <FileDownload
              name="predictions.csv"
              type="text/csv"
              content={() => predictionsCsv(rows, classes, caseProblemInWords)}
              testId="download-predictions"
            >
              Predictions (CSV)
            </FileDownload>
            <span className="quiet">Holds the names of cases with what was predicted: patient data.</span>
          </div>
        </>
      )}
    </div>
  )
}

function BatchRow(props: { row: PredictedRow; classes: readonly string[] }): ReactElement {
  const { id, prediction, problems } = props.row
  if (!prediction)
    return (
      <tr>
        <th scope="row">{id}</th>
        <td className="quiet">not predicted</td>
        <td />
        <td>{problems.map(caseProblemInWords).join('; ')}</td>
      </tr>
    )
  const { proba, intervals, isUnlike, missing } = prediction
  const top = proba.indexOf(Math.max(...proba))
  const [low, high] = intervals[top]!
  return (
    <tr>
      <th scope="row">{id}</th>
      <td>{props.classes[top]}</td>
      <td className="num">
        {percent(proba[top]!)} % ({percent(low)} to {percent(high)} %)
      </td>
      <td>
        {isUnlike && <span className="tag tag--warn">unlike the training cases</span>}{' '}
        {props.row.inTraining && <span className="tag tag--warn">training case</span>}{' '}
        {missing.length > 0 && <span className="quiet">without {listed(missing)}</span>}
      </td>
    </tr>
  )
}
