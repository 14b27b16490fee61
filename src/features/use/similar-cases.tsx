import type { ReactElement } from 'react'
import { CasesTable } from '../../cases/cases-table.tsx'
import { readableColumns } from '../../cases/readable-columns.ts'
import { formatMetric } from '../../core/format.ts'
import type { CasePrediction } from '../../core/model/predict-cases.ts'
import type { FinalModelRecord } from '../../state/app-state.ts'
import { useApp } from '../../state/context.ts'
import { TableFrame } from '../../ui/table-frame.tsx'
import { Term } from '../../ui/term.tsx'

const digits = 2

/** The training cases most similar to a new one, with what they hold; where the data have changed since, by their names alone. */
export function SimilarCases(props: { prediction: CasePrediction; model: FinalModelRecord }): ReactElement {
  const { prediction, model } = props
  const project = useApp((state) => state.project)
  const { similar } = prediction
  const distances = new Map(similar.map(({ index, relativeDistance }) => [index, relativeDistance]))
  const isSame = project?.dataset && project.fingerprint === model.about.fingerprint
  return (
    <div className="stack stack--close">
      <h3>The most similar training cases</h3>
      <p className="quiet">
        Each is compared as a fit shows it that never saw it: a label does not draw its own cases near. A{' '}
        <Term
          word="relative distance"
          explanation="Cosine distance of the vectors, divided by the distance within which a twentieth of the pairs of cases lie that the same fit never saw. Distances of different fits cannot be compared without it."
        />{' '}
        below 1 is less than that between nineteen in twenty pairs of cases; less is more alike.
      </p>
      {isSame ? (
        <CasesTable
          cases={similar.map(({ index }) => index)}
          table={project.table}
          dataset={project.dataset!}
          columns={readableColumns(project.dataset!)}
          more={{ heading: 'Relative distance', of: (i) => formatMetric(distances.get(i) ?? null, digits) }}
        />
      ) : (
        <TableFrame label="Similar cases" testId="cases">
          <thead>
            <tr>
              <th scope="col">Case</th>
              <th scope="col">Label</th>
              <th scope="col" className="num">
                Relative distance
              </th>
            </tr>
          </thead>
          <tbody>
            {similar.map((one) => (
              <tr key={one.index}>
                <th scope="row">{one.case}</th>
                <td>{model.about.classes[one.label]}</td>
                <td className="num">{formatMetric(one.relativeDistance, digits)}</td>
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
    </div>
  )
}
