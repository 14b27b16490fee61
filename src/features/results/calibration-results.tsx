import { useState, type ReactElement } from 'react'
import { calibrationChart } from '../../core/charts/calibration.ts'
import { ofClass, type NamedPerformance } from '../../core/charts/class-curves.ts'
import {
  recalibrations,
  type Basis,
  type Calibration,
  type Estimate,
  type Recalibration,
} from '../../core/evaluation/performance/performance.ts'
import { formatCount } from '../../core/format.ts'
import { Select } from '../../ui/field.tsx'
import { Term } from '../../ui/term.tsx'
import { ChartOrReason } from './chart-or-reason.tsx'
import { FigureTable } from './figure-table.tsx'

const titles: Readonly<Record<Recalibration, string>> = {
  none: 'As predicted',
  platt: 'After Platt scaling',
  isotonic: 'After isotonic regression',
}

const figures: readonly {
  readonly word: string
  readonly explanation: string
  readonly of: (calibration: Calibration) => Estimate
}[] = [
  {
    word: 'Intercept',
    explanation: 'Calibration in the large. 0 is ideal; above 0, risks are underestimated.',
    of: ({ intercept }) => intercept,
  },
  {
    word: 'Slope',
    explanation: '1 is ideal; below 1, probabilities are too extreme.',
    of: ({ slope }) => slope,
  },
  {
    word: 'Brier score',
    explanation: 'Mean squared distance of the probability from what happened. Lower is better.',
    of: ({ brier }) => brier,
  },
  {
    word: 'ECE',
    explanation:
      'Expected calibration error: mean distance of probability and frequency over 15 bins. Lower is better.',
    of: ({ ece }) => ece,
  },
]

/** "480", and the folds that are no part of them (R13). */
function casesOf({ cases, folds, undefined_folds: out }: Basis): string {
  return out === 0 ? formatCount(cases) : `${formatCount(cases)}, without ${out} of ${folds + out} folds`
}

/** Whether what is predicted with 30 % happens in 30 of 100 cases. */
export function CalibrationResults(props: {
  procedures: readonly NamedPerformance[]
  className: string
}): ReactElement {
  const { procedures, className } = props
  const [recalibration, setRecalibration] = useState<Recalibration>('none')
  const rows = procedures.flatMap(({ label, performance }) => {
    const calibration = ofClass(performance, className)?.calibration[recalibration]
    return calibration ? [{ label, calibration }] : []
  })
  return (
    <section className="stack" aria-labelledby="calibration">
      <div className="row">
        <h3 id="calibration">
          <Term
            word="Calibration"
            explanation="Whether of the cases that are predicted with 30 %, 30 in 100 have the class."
          />
        </h3>
        <Select
          label="Recalibration"
          value={recalibration}
          options={recalibrations.map((value) => ({ value, label: titles[value] }))}
          onChange={(value) => setRecalibration(value as Recalibration)}
        />
      </div>
      <p className="quiet">
        {recalibration === 'none'
          ? 'The probabilities as the classifiers gave them.'
          : 'Recalibrated in each fold on inner predictions of training cases that neither projection nor classifier was fitted on.'}
      </p>
      <div className="charts-2">
        <ChartOrReason
          title="Calibration curve"
          chart={calibrationChart(procedures, className, recalibration)}
          reason="There are too few cases to draw a curve."
          testId="calibration-chart"
        />
        <FigureTable
          label="Calibration in numbers"
          testId="calibration-table"
          procedures={rows.map(({ label }) => label)}
          figures={figures.map(({ word, explanation, of }) => ({
            word,
            explanation,
            estimates: rows.map(({ calibration }) => of(calibration)),
          }))}
        >
          <tr>
            <th scope="row">Cases</th>
            {rows.map(({ label, calibration: { basis } }) => (
              <td key={label} className="num figures__words">
                {basis ? casesOf(basis) : 'not kept'}
              </td>
            ))}
          </tr>
        </FigureTable>
      </div>
    </section>
  )
}
