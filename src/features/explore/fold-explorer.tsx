import { useMemo, useState, type ReactElement } from 'react'
import { imageModalities } from '../../core/dataset/modalities.ts'
import type { Results } from '../../core/evaluation/types.ts'
import { foldPredictions } from '../../core/explore/fold-predictions.ts'
import { useActions, useApp } from '../../state/context.ts'
import type { ExploredFold, FoldChoice } from '../../state/exploration.ts'
import { CaseActions } from './case-actions.tsx'
import { colouringsOf } from './colours.ts'
import { ConfusionPicker } from './confusion-picker.tsx'
import { namedPlace, type ExploredChoices } from './explored-choices.ts'
import { useFoldMaps, usePointMarks } from './fold-maps.ts'
import { HeldOutCases } from './held-out-cases.tsx'
import { useLabelsNow } from './labels-now.ts'
import { LinkedMaps } from './linked-maps.tsx'
import { listedCase } from './listed-case.ts'
import { MapBar, MapControls, type MapSettings } from './map-controls.tsx'
import { MissingLayout, SearchResult } from './map-notes.tsx'
import { useCaseSearch } from './case-search.ts'
import { placeNoun } from './place-words.ts'
import { SimilarCases } from './similar-cases.tsx'

/** The held-out cases of a fold: two maps, a table or pictures, a confusion matrix and what is similar, all of the same cases. */
export function FoldExplorer(props: {
  fold: ExploredFold
  results: Results
  choices: ExploredChoices
  /** The case that is looked at, by its ID; it may be of another fold. */
  current: string | null
  onCurrent: (id: string) => void
  onChoice: (choice: FoldChoice) => void
}): ReactElement | null {
  const { fold, results, choices, current: currentId, onCurrent, onChoice } = props
  const table = useApp((state) => state.project?.table)
  const isBusy = useApp((state) => state.job !== null)
  const actions = useActions()
  const now = useLabelsNow()
  const { dataset, cases, choice } = fold
  const [settings, setSettings] = useState<MapSettings>({
    method: fold.layouts.umap ? 'umap' : 'pca',
    by: 'label',
    classifier: results.study.primary.classifier,
    search: '',
    tool: 'move',
    showsPictures: false,
  })
  const { method, by, classifier, search, tool, showsPictures } = settings
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const predictions = useMemo(
    () => foldPredictions(results, { ...choice, classifier }, cases, dataset),
    [results, choice, classifier, cases, dataset],
  )
  const matches = useCaseSearch(search, cases, table, dataset)
  const current = useMemo(() => {
    const row = cases.findIndex((i) => dataset.caseIds[i] === currentId)
    return row < 0 ? null : row
  }, [cases, dataset, currentId])
  const shownMethod = fold.layouts[method] ? method : 'pca'
  const charts = useFoldMaps(fold, shownMethod, by, { results, predictions, now })
  const ofPoints = usePointMarks(cases.length, { matches, chosen, current })
  if (!table) return null

  const idOf = (row: number): string => dataset.caseIds[cases[row]!]!
  const pick = (row: number, added: boolean): void => {
    onCurrent(idOf(row))
    if (!added) return setChosen(new Set([row]))
    const next = new Set(chosen)
    if (!next.delete(row)) next.add(row)
    setChosen(next)
  }
  const choose = (rows: readonly number[], added: boolean): void =>
    setChosen(new Set(added ? [...chosen, ...rows] : rows))
  const change = (part: Partial<MapSettings>): void => {
    setSettings({ ...settings, ...part })
    if (part.method && !fold.layouts[part.method]) void actions.layOutFold(fold, part.method)
  }
  const open = (row: number): void =>
    actions.openCase({ id: idOf(row), list: Array.from(cases.keys(), idOf), from: null })
  const inWords = (row: number): string => {
    const i = cases[row]!
    const predicted = predictions.predicted[row]!
    const said = predicted < 0 ? '' : `, predicted “${dataset.classes[predicted]!}”`
    return `${dataset.caseIds[i]!}: “${dataset.classes[dataset.y[i]!]!}”${said}`
  }
  return (
    <>
      <MapControls
        {...{ settings, isBusy }}
        colourings={colouringsOf(dataset, cases, now)}
        classifiers={results.study.classifiers}
        onChange={change}
      />
      <MapBar
        series={charts.after.series}
        settings={settings}
        hasPictures={imageModalities(dataset).length > 0}
        onChange={change}
      />
      {matches && (
        <SearchResult
          {...{ matches, fold, results, choices, search }}
          onPlace={(place) => onChoice({ ...choice, place })}
        />
      )}
      {method !== shownMethod && <MissingLayout onDraw={() => change({ method })} />}
      <LinkedMaps
        {...charts}
        {...{ ofPoints, tool, inWords, fold, table, showsPictures }}
        onPick={pick}
        onOpen={open}
        onOutline={choose}
      />
      <p className="quiet measure">
        {charts.after.summary} Both maps show the same cases, which neither the projection nor a classifier of
        this fold was fitted on. A map leaves out most of what the vectors hold: judge by the results, not by
        it.
      </p>
      <CaseActions
        chosen={[...chosen].map((row) =>
          listedCase(
            {
              caseIndex: cases[row]!,
              predicted: predictions.predicted[row]!,
              confidence: predictions.confidence[row]!,
            },
            dataset,
            now,
          ),
        )}
        onClear={() => setChosen(new Set())}
      />
      <div className="explore-lists">
        <ConfusionPicker {...{ fold, predictions }} onChoose={(rows) => choose(rows, false)} />
        <HeldOutCases {...{ fold, table, predictions, matches, chosen, current, now }} onChoose={setChosen} />
      </div>
      <SimilarCases
        {...{ fold, table, now }}
        place={placeNoun(namedPlace(choices.places, choice.place))}
        row={current}
        onCase={onCurrent}
      />
    </>
  )
}
