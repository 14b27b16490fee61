import type { ReactElement } from 'react'
import { tolerance } from '../../core/onnx/export-check.ts'
import { keepsCases } from '../../core/model/keeps-cases.ts'
import { cardHtml } from '../../core/report/model-card/html.ts'
import { cardMarkdown } from '../../core/report/model-card/markdown.ts'
import { classifierTitle } from '../../core/report/words.ts'
import type { FinalModelRecord } from '../../state/app-state.ts'
import { useActions, useApp } from '../../state/context.ts'
import type { ModelExport } from '../../state/export-model.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { FileDownload } from '../../ui/file-download.tsx'
import { formatBytes, plural } from '../../ui/format.ts'
import { Term } from '../../ui/term.tsx'

/** A model as files for other programs; each says what it holds. */
export function TakeAway({ model }: { model: FinalModelRecord }): ReactElement {
  const fingerprint = useApp((state) => state.project?.fingerprint)
  const job = useApp((state) => state.job)
  const exported = useApp((state) => state.exported)
  const actions = useActions()
  const { about } = model
  const isStale = about.fingerprint !== fingerprint
  const ready = exported?.modelId === model.id ? exported : null
  const isWriting = job?.kind === 'export'
  return (
    <div className="stack">
      <p className="quiet">
        As an{' '}
        <Term
          word="ONNX"
          explanation="Open Neural Network Exchange: one file with all the arithmetic of a model, which many programs can run."
        />{' '}
        file, from vectors, numbers and categories to calibrated probabilities; alone, or in a folder with its
        encoders’ names, a Python script, and notes for Spark, Ray and Triton. The file is first compared with
        the app on cases that the model knows.
      </p>
      {keepsCases(about.choice) ? (
        <Callout kind="warning">
          {classifierTitle(about.choice.classifier)}: the file holds vectors of cases that the model was
          fitted on. It is patient data.
        </Callout>
      ) : (
        <p className="quiet">
          The file holds no case, but what was learned from them and the values of its categories; it may
          still reveal something of whom it was fitted on.
        </p>
      )}
      <div className="row">
        <Button
          icon="play"
          data-testid="export-model"
          disabled={job !== null || isStale}
          onClick={() => void actions.exportModel(model.id)}
        >
          {isWriting ? 'Writing and checking' : ready ? 'Write and check again' : 'Write and check the files'}
        </Button>
        {isStale && (
          <span className="quiet">
            The cases that it was fitted on have changed, so that its file cannot be checked on them.
          </span>
        )}
      </div>
      {ready && !isWriting && <Files exported={ready} />}
      <div className="row">
        <FileDownload
          name="model-card.md"
          type="text/markdown"
          content={() => actions.readModelCard(model.id).then((card) => card && cardMarkdown(card))}
          testId="download-card-markdown"
        >
          Model card (Markdown)
        </FileDownload>
        <FileDownload
          name="model-card.html"
          type="text/html"
          content={() => actions.readModelCard(model.id).then((card) => card && cardHtml(card))}
          testId="download-card-html"
        >
          Model card (HTML)
        </FileDownload>
        <span className="quiet">
          Use, data, results with intervals, limits; what only you know is marked. It holds no case.
        </span>
      </div>
    </div>
  )
}

function Files({ exported }: { exported: ModelExport }): ReactElement {
  const { onnx, folder, check } = exported
  return (
    <div className="stack" data-testid="exported">
      <p role="status">
        Checked on {plural(check.cases, 'case')}
        {check.cases < check.of && ` of ${plural(check.of, 'case')}, drawn with seed 1`}: the largest
        difference between a probability of the file and the app’s is{' '}
        {check.largestDifference.toExponential(1)}, at most {tolerance} is allowed.
        {check.otherLabels > 0 &&
          ` The most probable class is another for ${plural(check.otherLabels, 'case')}, of two that are as probable.`}
      </p>
      <div className="row">
        <FileDownload
          name="model.onnx"
          type="application/octet-stream"
          content={() => onnx}
          testId="download-onnx"
        >
          Model (ONNX, {formatBytes(onnx.size)})
        </FileDownload>
        <FileDownload
          name="nearside-model.zip"
          type="application/zip"
          content={() => folder}
          testId="download-folder"
        >
          Folder for other programs (ZIP, {formatBytes(folder.size)})
        </FileDownload>
      </div>
    </div>
  )
}
