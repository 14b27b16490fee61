import { useMemo, type ReactElement } from 'react'
import type { Dataset } from '../../core/dataset/dataset.ts'
import type { Results } from '../../core/evaluation/types.ts'
import { foldPredictions } from '../../core/explore/fold-predictions.ts'
import type { NamedPlace } from '../../core/explore/held-out-places.ts'
import { formatMetric } from '../../core/format.ts'
import { classifierTitle, procedureLabel } from '../../core/report/words.ts'
import type { FoldChoice } from '../../state/exploration.ts'
import { LabelCell } from './label-cell.tsx'
import type { LabelsNow } from './labels-now.ts'
import { placeTitle } from './place-words.ts'

/** Patient, label, where it was held out, and what was predicted of it there. */
export function CaseFacts(props: {
  results: Results
  choice: FoldChoice
  caseIndex: number
  dataset: Dataset
  place: NamedPlace | null
  now: LabelsNow
}): ReactElement {
  const { results, choice, caseIndex, dataset, place, now } = props
  const { classifier } = results.study.primary
  const predicted = useMemo(() => {
    if (!place) return null
    const procedure = { ...choice, place: place.place, classifier }
    const found = foldPredictions(results, procedure, Int32Array.of(caseIndex), dataset)
    const c = found.predicted[0]!
    return c < 0
      ? null
      : { name: dataset.classes[c]!, isRight: c === dataset.y[caseIndex], p: found.confidence[0]! }
  }, [results, choice, place, classifier, caseIndex, dataset])
  const tags = now.tagsOf.get(dataset.caseIds[caseIndex]!) ?? []
  return (
    <dl className="case-facts">
      <div>
        <dt>Patient</dt>
        <dd>{dataset.patientIds[caseIndex]}</dd>
      </div>
      <div>
        <dt>Label</dt>
        <dd>
          <LabelCell caseIndex={caseIndex} dataset={dataset} now={now} />
        </dd>
      </div>
      <div>
        <dt>
          Predicted by {procedureLabel(choice, results)}, {classifierTitle(classifier)}
        </dt>
        <dd className={predicted && !predicted.isRight ? 'changed' : undefined}>
          {predicted ? `${predicted.name} ${formatMetric(predicted.p, 2)}` : 'not predicted'}
        </dd>
      </div>
      <div>
        <dt>Held out in</dt>
        <dd>{place ? placeTitle(place, results.study.validation.repeats) : 'no fold'}</dd>
      </div>
      {tags.length > 0 && (
        <div>
          <dt>Tags</dt>
          <dd>{tags.join(', ')}</dd>
        </div>
      )}
    </dl>
  )
}
