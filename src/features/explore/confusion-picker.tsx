import { useMemo, type ReactElement } from 'react'
import { ClassMark } from '../../charts/class-mark.tsx'
import type { FoldPredictions } from '../../core/explore/fold-predictions.ts'
import type { ExploredFold } from '../../state/exploration.ts'
import { formatCount, plural } from '../../ui/format.ts'
import { TableFrame } from '../../ui/table-frame.tsx'

/** The confusion matrix of the fold; a number chooses its cases. */
export function ConfusionPicker(props: {
  fold: ExploredFold
  predictions: FoldPredictions
  onChoose: (rows: readonly number[]) => void
}): ReactElement {
  const { fold, predictions, onChoose } = props
  const { classes } = fold.dataset
  const cells = useMemo(() => {
    const { y } = fold.dataset
    const rows = fold.dataset.classes.map(() => fold.dataset.classes.map((): number[] => []))
    fold.cases.forEach((i, row) => rows[y[i]!]![predictions.predicted[row]!]?.push(row))
    return rows
  }, [fold, predictions])
  return (
    <section className="stack stack--close" aria-labelledby="fold-confusion">
      <h3 id="fold-confusion">What is taken for what in this fold</h3>
      <TableFrame label="Confusion matrix of the fold" testId="fold-confusion">
        <thead>
          <tr>
            <th scope="col">Label</th>
            {classes.map((name, c) => (
              <th key={name} scope="col" className="num">
                <ClassMark index={c} />
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {classes.map((name, truth) => (
            <tr key={name}>
              <th scope="row" className="nowrap">
                <ClassMark index={truth} />
                {name}
              </th>
              {classes.map((as, predicted) => {
                const rows = cells[truth]![predicted]!
                return (
                  <td key={as} className="num">
                    {rows.length === 0 ? (
                      '0'
                    ) : (
                      <button
                        type="button"
                        className="link-button"
                        aria-label={`Choose ${plural(rows.length, 'case')}: “${name}” predicted as “${as}”`}
                        onClick={() => onChoose(rows)}
                      >
                        {formatCount(rows.length)}
                      </button>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </TableFrame>
    </section>
  )
}
