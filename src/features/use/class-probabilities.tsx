import type { ReactElement } from 'react'
import { ClassMark } from '../../charts/class-mark.tsx'
import { classLook } from '../../core/charts/class-look.ts'
import { probabilityBars } from '../../core/charts/probability-bars.ts'
import type { CasePrediction } from '../../core/model/predict-cases.ts'
import { TableFrame } from '../../ui/table-frame.tsx'
import { Term } from '../../ui/term.tsx'
import { percent } from './percent.ts'

/** Every class with its probability and interval, as numbers and as a bar; the table is the chart's own. */
export function ClassProbabilities(props: {
  prediction: CasePrediction
  classes: readonly string[]
  folds: number
}): ReactElement {
  const { proba, intervals } = props.prediction
  const bars = probabilityBars(proba, intervals)
  return (
    <TableFrame label="Probability of each class" className="probabilities" testId="probabilities">
      <thead>
        <tr>
          <th scope="col">Class</th>
          <th scope="col" className="num">
            Probability
          </th>
          <th scope="col" className="num">
            <Term
              word="Interval of the model"
              explanation={`How far the probability might move, had other patients been collected: a 95 % jackknife interval over ${props.folds} fits that each lack the patients of one fold. It says nothing of the single patient’s outcome.`}
            />
          </th>
          <th scope="col">
            <span className="visually-hidden">As a bar</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {props.classes.map((name, c) => {
          const [low, high] = intervals[c]!
          const { width, low: from, high: to } = bars[c]!
          return (
            <tr key={name}>
              <th scope="row">
                <ClassMark index={c} />
                {name}
              </th>
              <td className="num">{percent(proba[c]!)} %</td>
              <td className="num">
                {percent(low)} to {percent(high)} %
              </td>
              <td className="probabilities__bar">
                <svg
                  className={`chart series--${classLook(c).colour}`}
                  viewBox="0 0 100 10"
                  preserveAspectRatio="none"
                  aria-hidden="true"
                >
                  <rect className="probabilities__value" x="0" y="1" width={width} height="8" />
                  <path
                    className="probabilities__interval"
                    d={`M${from} 5H${to}M${from} 2.5V7.5M${to} 2.5V7.5`}
                    vectorEffect="non-scaling-stroke"
                  />
                </svg>
              </td>
            </tr>
          )
        })}
      </tbody>
    </TableFrame>
  )
}
