import type { ReactElement } from 'react'
import { useActions, useApp } from '../../state/context.ts'
import { formatCount } from '../../ui/format.ts'
import { TableFrame } from '../../ui/table-frame.tsx'

/** Cases a class, and which class the binary metrics speak of. */
export function ClassCounts(): ReactElement | null {
  const project = useApp((state) => state.project)
  const actions = useActions()
  const dataset = project?.dataset
  if (!project || !dataset) return null
  const counts = dataset.classes.map((_, index) =>
    dataset.y.reduce((n, label) => n + (label === index ? 1 : 0), 0),
  )
  const binary = dataset.classes.length === 2
  return (
    <section className="stack" aria-labelledby="classes">
      <h2 id="classes">Classes</h2>
      <TableFrame label="Cases a class" testId="classes">
        <thead>
          <tr>
            <th scope="col">Class</th>
            <th scope="col" className="num">
              Cases
            </th>
            <th scope="col" className="num">
              Share
            </th>
            {binary && <th scope="col">Positive</th>}
          </tr>
        </thead>
        <tbody>
          {dataset.classes.map((name, index) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="num">{formatCount(counts[index]!)}</td>
              <td className="num">{((100 * counts[index]!) / dataset.y.length).toFixed(1)} %</td>
              {binary && (
                <td>
                  <label className="check">
                    <input
                      type="radio"
                      name="positive"
                      checked={dataset.positive === index}
                      onChange={() => void actions.recode((recoding) => ({ ...recoding, positive: name }))}
                    />
                    <span className="visually-hidden">{name} is the positive class</span>
                  </label>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </TableFrame>
      {binary && (
        <p className="field__hint">
          F1, average precision and the curves speak of the positive class, as a rule the condition you look
          for.
        </p>
      )}
    </section>
  )
}
