import type { ReactElement } from 'react'
import type { Results } from '../../core/evaluation/types.ts'
import { formatMetric } from '../../core/format.ts'
import { rangeText, shuffleMethod, shuffleSentence } from '../../core/report/label-shuffle.ts'
import { projectionInWords } from '../../strings/words.ts'
import { Callout } from '../../ui/callout.tsx'
import { TableFrame } from '../../ui/table-frame.tsx'
import { Term } from '../../ui/term.tsx'

/** What is found where nothing is to be found; nothing where the study did not ask. */
export function LabelShuffleResults({ results }: { results: Results }): ReactElement | null {
  const { label_shuffle: shuffle } = results
  if (!shuffle) return null
  const sentence = shuffleSentence(shuffle)
  return (
    <section className="screen__section" aria-labelledby="label-shuffle">
      <h2 id="label-shuffle">Check with shuffled labels</h2>
      {shuffle.verdict === 'at chance' ? (
        <p data-testid="shuffle-verdict">
          <strong>{sentence}</strong>
        </p>
      ) : (
        <Callout kind={shuffle.verdict === null ? 'warning' : 'failure'}>
          <p data-testid="shuffle-verdict">{sentence}</p>
        </Callout>
      )}
      <p className="quiet">{shuffleMethod}</p>
      <TableFrame label="Results with shuffled labels" className="grouped" testId="shuffle-table">
        <thead>
          <tr>
            <th scope="col">Projection</th>
            <th scope="col" className="num">
              <Term
                word="Mean AUROC"
                explanation={`Mean over the folds and over ${shuffle.permutations} deals of the labels; ${formatMetric(shuffle.chance, 1)} is chance.`}
              />
            </th>
            <th scope="col" className="num">
              Lowest to highest
            </th>
            <th scope="col" className="num">
              99 % interval
            </th>
            <th scope="col" className="num">
              Folds without a value
            </th>
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>
          {shuffle.procedures.map((procedure) => (
            <tr key={procedure.projection}>
              <th scope="row">{projectionInWords(procedure, results.study.fusion.length > 1)}</th>
              <td className="num">{formatMetric(procedure.mean, 3)}</td>
              <td className="num">{rangeText(procedure.range)}</td>
              <td className="num">{rangeText(procedure.ci99)}</td>
              <td className="num">{procedure.undefined_cells}</td>
              <td>{procedure.verdict ?? 'not judged'}</td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
    </section>
  )
}
