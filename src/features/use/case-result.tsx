import type { ReactElement } from 'react'
import { classifierTitle, listed, uncapitalised } from '../../core/report/words.ts'
import type { CasePrediction } from '../../core/model/predict-cases.ts'
import type { FinalModelRecord } from '../../state/app-state.ts'
import { useApp } from '../../state/context.ts'
import { caseProblemInWords } from '../../strings/case-problems.ts'
import { Callout } from '../../ui/callout.tsx'
import { formatNumber } from '../../ui/format.ts'
import { falseAlarmsInWords } from './false-alarms.ts'
import { ClassProbabilities } from './class-probabilities.tsx'
import { Contributions } from './contributions.tsx'
import { percent } from './percent.ts'
import { SimilarCases } from './similar-cases.tsx'

/** What the model says of the case that was filled in. */
export function CaseResult({ model }: { model: FinalModelRecord }): ReactElement | null {
  const single = useApp((state) => state.single)
  if (single?.modelId !== model.id) return null
  const { prediction, problems, overlong, milliseconds } = single
  const { classes } = model.about
  if (!prediction)
    return (
      <Callout kind="failure">
        <p>This case was not predicted: {problems.map(caseProblemInWords).join('; ')}.</p>
      </Callout>
    )
  return (
    <div className="stack case-result" data-testid="case-result">
      <p className="case-result__answer" role="status">
        {answer(prediction, classes)} <span className="tag tag--warn">Research use only</span>
      </p>
      <ClassProbabilities prediction={prediction} classes={classes} folds={model.about.folds} />
      <Likeness prediction={prediction} model={model} />
      {(prediction.missing.length > 0 || prediction.unseen > 0 || overlong) && (
        <Callout kind="info">
          {prediction.missing.length > 0 && <p>Predicted without {listed(prediction.missing)}.</p>}
          {prediction.unseen > 0 && (
            <p>
              {prediction.unseen === 1 ? 'One category was' : `${prediction.unseen} categories were`} never
              seen in training and count{prediction.unseen === 1 ? 's' : ''} for nothing.
            </p>
          )}
          {overlong && <p>A text is longer than the encoder reads at once.</p>}
        </Callout>
      )}
      <Contributions prediction={prediction} classes={classes} />
      <SimilarCases prediction={prediction} model={model} />
      <p className="quiet">
        By {uncapitalised(classifierTitle(model.about.choice.classifier))} in {Math.round(milliseconds)} ms.
      </p>
    </div>
  )
}

/** "Most probable is “urgent”, 83 % (interval of the model 61 to 94 %)." */
function answer({ proba, intervals }: CasePrediction, classes: readonly string[]): string {
  const top = proba.indexOf(Math.max(...proba))
  const [low, high] = intervals[top]!
  return `Most probable is “${classes[top]}”, ${percent(proba[top]!)} % (interval of the model ${percent(low)} to ${percent(high)} %).`
}

function Likeness(props: { prediction: CasePrediction; model: FinalModelRecord }): ReactElement {
  const { isUnlike, projected, raw } = props.prediction
  const { neighbours } = props.model.about
  const far = [
    ...(projected.distance > projected.threshold ? [`after the projection ${inWords(projected)}`] : []),
    ...(raw && raw.distance > raw.threshold ? [`before it ${inWords(raw)}`] : []),
  ]
  const rate = falseAlarmsInWords(props.model.about)
  if (isUnlike)
    return (
      <Callout kind="warning">
        <p data-testid="unlike">
          <strong>This case is unlike the training cases; do not rely on the probabilities.</strong> Its
          distance to the {neighbours}th nearest of them is {far.join('; ')}. {rate}
        </p>
      </Callout>
    )
  return (
    <p className="quiet" data-testid="alike">
      The case lies among the training cases: its distance to the {neighbours}th nearest of them is{' '}
      {inWords(projected)}
      {raw && `, before the projection ${inWords(raw)}`}. {rate}
    </p>
  )
}

const inWords = ({ distance, threshold }: CasePrediction['projected']): string =>
  `${threeDigits(distance)} (warns above ${threeDigits(threshold)})`

const threeDigits = (value: number): string => formatNumber(Number(value.toPrecision(3)))
