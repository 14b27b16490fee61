import type { ReactElement } from 'react'
import { formatDifference } from '../../core/format.ts'
import type { CasePrediction } from '../../core/model/predict-cases.ts'
import { TableFrame } from '../../ui/table-frame.tsx'
import { Term } from '../../ui/term.tsx'
import { percent } from './percent.ts'

/** What the most probable class owes to each modality; nothing where the case has one only. */
export function Contributions(props: {
  prediction: CasePrediction
  classes: readonly string[]
}): ReactElement | null {
  const { proba, contributions } = props.prediction
  if (contributions.length === 0) return null
  const top = proba.indexOf(Math.max(...proba))
  return (
    <div className="stack stack--close">
      <h3>What each modality contributes</h3>
      <TableFrame label="Contribution of each modality" className="contributions" testId="contributions">
        <thead>
          <tr>
            <th scope="col">Modality</th>
            <th scope="col" className="num">
              “{props.classes[top]}” without it
            </th>
            <th scope="col" className="num">
              <Term
                word="Change of the log odds"
                explanation="Log odds of the most probable class with the modality, minus those with it masked as if it were missing. Above 0 it speaks for the class, below 0 against it. Contributions need not add up."
              />
            </th>
          </tr>
        </thead>
        <tbody>
          {contributions.map(({ modality, proba: without, logOdds }) => (
            <tr key={modality}>
              <th scope="row">{modality}</th>
              <td className="num">{percent(without[top]!)} %</td>
              <td className="num">{formatDifference(logOdds, 2)}</td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
    </div>
  )
}
