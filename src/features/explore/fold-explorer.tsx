import { useDeferredValue, useMemo, useState, type ReactElement } from 'react'
import { glanceText } from '../../cases/case-glance.tsx'
import { LookMark } from '../../charts/class-mark.tsx'
import type { MapTool } from '../../charts/point-map.tsx'
import { marks } from '../../charts/point-renderer.ts'
import { mapChart } from '../../core/charts/map.ts'
import { imageModalities } from '../../core/dataset/modalities.ts'
import type { Results } from '../../core/evaluation/types.ts'
import { caseElsewhere, foldPredictions, type CaseElsewhere } from '../../core/explore/fold-predictions.ts'
import type { LayoutMethod } from '../../core/explore/map-layout.ts'
import { classifierTitle, procedureLabel } from '../../core/report/words.ts'
import { useActions, useApp } from '../../state/context.ts'
import type { ExploredFold } from '../../state/exploration.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, Select, SelectField, TextField } from '../../ui/field.tsx'
import { formatCount, plural } from '../../ui/format.ts'
import { Term } from '../../ui/term.tsx'
import { CaseActions } from './case-actions.tsx'
import { ConfusionPicker } from './confusion-picker.tsx'
import { colourings, coloursBy } from './colours.ts'
import { HeldOutCases } from './held-out-cases.tsx'
import { useLabelsNow } from './labels-now.ts'
import { listedCase } from './listed-case.ts'
import { LinkedMaps } from './linked-maps.tsx'
import { SimilarCases } from './similar-cases.tsx'

const methods: readonly { readonly value: LayoutMethod; readonly label: string }[] = [
  { value: 'pca', label: 'PCA' },
  { value: 'umap', label: 'UMAP' },
]
const tools: readonly { readonly value: MapTool; readonly label: string }[] = [
  { value: 'move', label: 'moves the map' },
  { value: 'lasso', label: 'draws a lasso' },
  { value: 'rectangle', label: 'draws a rectangle' },
]

/** The held-out cases of a fold: two maps, a table or pictures, a confusion matrix and what is similar, all of the same cases. */
export function FoldExplorer(props: {
  fold: ExploredFold
  results: Results
  onOtherFold: (place: CaseElsewhere['place']) => void
}): ReactElement | null {
  const { fold, results, onOtherFold } = props
  const table = useApp((state) => state.project?.table)
  const job = useApp((state) => state.job)
  const actions = useActions()
  const now = useLabelsNow()
  const { dataset, cases, choice } = fold
  const [method, setMethod] = useState<LayoutMethod>(fold.layouts.umap ? 'umap' : 'pca')
  const [by, setBy] = useState<string>('label')
  const [tool, setTool] = useState<MapTool>('move')
  const [classifier, setClassifier] = useState(results.study.primary.classifier)
  const [search, setSearch] = useState('')
  const [showsPictures, setShowsPictures] = useState(false)
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const [current, setCurrent] = useState<number | null>(null)
  const predictions = useMemo(
    () => foldPredictions(results.predictions, { ...choice, classifier }, cases, dataset),
    [results, choice, classifier, cases, dataset],
  )
  const words = useMemo(
    () =>
      table &&
      Array.from(cases, (i) => `${dataset.caseIds[i]}\n${dataset.patientIds[i]}\n${glanceText(table, dataset, i, Infinity)}`.toLowerCase()), // prettier-ignore
    [table, cases, dataset],
  )
  const wanted = useDeferredValue(search.trim().toLowerCase())
  const matches = useMemo(
    () =>
      wanted === '' || !words
        ? null
        : new Set(words.flatMap((text, row) => (text.includes(wanted) ? [row] : []))),
    [wanted, words],
  )
  const elsewhere = useMemo(
    () => (matches?.size === 0 ? caseElsewhere(results.predictions, choice, wanted) : null),
    [matches, results, choice, wanted],
  )
  const shownMethod = fold.layouts[method] ? method : 'pca'
  const layouts = fold.layouts[shownMethod]!
  const colours = useMemo(
    () => coloursBy(by, { dataset, cases, predictions, now }),
    [by, dataset, cases, predictions, now],
  )
  const charts = useMemo(
    () => ({
      before: mapChart('Before: without projection', layouts.before, colours),
      after: mapChart(`After: ${procedureLabel(choice, results)}`, layouts.after, colours),
    }),
    [layouts, colours, choice, results],
  )
  const ofPoints = useMemo(
    () =>
      Uint8Array.from(
        cases,
        (_, row) =>
          (matches && !matches.has(row) ? marks.faint : 0) +
          (chosen.has(row) ? marks.selected : 0) +
          (row === current ? marks.focused : 0),
      ),
    [cases, matches, chosen, current],
  )
  if (!table) return null

  const pick = (row: number, added: boolean): void => {
    setCurrent(row)
    if (!added) return setChosen(new Set([row]))
    const next = new Set(chosen)
    if (!next.delete(row)) next.add(row)
    setChosen(next)
  }
  const choose = (rows: readonly number[], added: boolean): void =>
    setChosen(new Set(added ? [...chosen, ...rows] : rows))
  const lay = (wantedMethod: LayoutMethod): void => {
    setMethod(wantedMethod)
    if (!fold.layouts[wantedMethod]) void actions.layOutFold(wantedMethod)
  }
  const inWords = (row: number): string => {
    const i = cases[row]!
    const predicted = predictions.predicted[row]!
    const said = predicted < 0 ? '' : `, predicted “${dataset.classes[predicted]!}”`
    return `${dataset.caseIds[i]!}: “${dataset.classes[dataset.y[i]!]!}”${said}`
  }
  return (
    <>
      <div className="fields">
        <SelectField
          label={
            <Term
              word="Map"
              explanation="Two axes for many: PCA shows the directions of most variance, UMAP keeps neighbours together. Sizes of gaps and groups in UMAP mean little."
            />
          }
          value={method}
          options={methods}
          disabled={job !== null}
          onChange={(value) => lay(value as LayoutMethod)}
        />
        <SelectField
          label="Colour by"
          value={by}
          options={[
            ...colourings,
            ...now.tags.map((tag) => ({ value: `tag ${tag}`, label: `Tag “${tag}”` })),
          ]}
          onChange={setBy}
        />
        <SelectField
          label="Predictions of"
          value={classifier}
          options={results.study.classifiers.map((name) => ({ value: name, label: classifierTitle(name) }))}
          onChange={setClassifier}
        />
        <TextField label="Find cases" value={search} onChange={setSearch} />
      </div>
      <div className="row row--apart">
        <Legend series={charts.after.series} />
        <span className="row">
          {imageModalities(dataset).length > 0 && (
            <Checkbox label="Pictures on the maps" checked={showsPictures} onChange={setShowsPictures} />
          )}
          Dragging
          <Select
            label="What dragging does"
            value={tool}
            options={tools}
            onChange={(value) => setTool(value as MapTool)}
          />
        </span>
      </div>
      {matches && (
        <p className="quiet" role="status">
          {plural(matches.size, 'case')} of {formatCount(cases.length)} found; the others are faint.
        </p>
      )}
      {elsewhere && (
        <p className="row">
          {elsewhere.id} is a held-out case of another fold.
          <Button
            className="button--small"
            disabled={job !== null}
            onClick={() => onOtherFold(elsewhere.place)}
          >
            Show its fold
          </Button>
        </p>
      )}
      {method !== shownMethod && (
        <p className="row quiet">
          {job?.kind === 'explore' ? (
            'The map by UMAP is being drawn; this is the one by PCA.'
          ) : (
            <>
              The map by UMAP was not drawn; this is the one by PCA.
              <Button className="button--small" disabled={job !== null} onClick={() => lay(method)}>
                Draw it
              </Button>
            </>
          )}
        </p>
      )}
      <LinkedMaps
        {...charts}
        {...{ ofPoints, tool, inWords, fold, table, showsPictures }}
        onPick={pick}
        onOutline={choose}
      />
      <p className="quiet">
        {charts.after.summary} Both maps show the same cases, which neither the projection nor a classifier of
        this fold was fitted on. A map leaves out most of what the vectors hold: judge by the results, not by
        it.
      </p>
      <CaseActions chosen={[...chosen].map((row) => listed(row))} onClear={() => setChosen(new Set())} />
      <div className="explore-lists">
        <HeldOutCases
          {...{ fold, table, predictions, matches, chosen, current, now }}
          onCurrent={setCurrent}
          onChoose={setChosen}
        />
        <ConfusionPicker fold={fold} predictions={predictions} onChoose={(rows) => choose(rows, false)} />
      </div>
      <SimilarCases {...{ fold, table, now }} row={current} onCurrent={setCurrent} />
    </>
  )

  function listed(row: number) {
    const predicted = predictions.predicted[row]!
    const confidence = predictions.confidence[row]!
    return listedCase({ caseIndex: cases[row]!, predicted, confidence }, dataset, now)
  }
}

function Legend({ series }: { series: ReturnType<typeof mapChart>['series'] }): ReactElement {
  return (
    <ul className="legend" aria-label="Legend">
      {series.map((one) => (
        <li key={one.label}>
          <LookMark look={one} />
          {one.label} <span className="quiet">{formatCount(one.count)}</span>
        </li>
      ))}
    </ul>
  )
}
