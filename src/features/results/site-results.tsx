import type { ReactElement } from 'react'
import { foldLabel } from '../../core/evaluation/fold-label.ts'
import { findMetric } from '../../core/evaluation/metrics/registry.ts'
import type { Results } from '../../core/evaluation/types.ts'
import { comparedFolds, leavesSitesOut } from '../../core/evaluation/compared-folds.ts'
import { formatDifference, formatMetric } from '../../core/format.ts'
import { classifierTitle, uncapitalised } from '../../core/report/words.ts'
import { projectionTitles } from '../../strings/words.ts'
import { formatCount } from '../../ui/format.ts'
import { TableFrame } from '../../ui/table-frame.tsx'

/** The comparison at every site that was left out; nothing where no site was. */
export function SiteResults({ results }: { results: Results }): ReactElement | null {
  if (!leavesSitesOut(results)) return null
  const { metric, classifier, compare } = results.comparison
  const noun = findMetric(metric)?.title ?? metric
  return (
    <section className="screen__section" aria-labelledby="by-site">
      <h2 id="by-site">Site by site</h2>
      <p className="quiet">
        {noun}, {uncapitalised(classifierTitle(classifier))}. Each site was predicted by models that never saw
        it. Cases elsewhere of patients who are tested at a site are set aside: they are on neither side.
      </p>
      <TableFrame label="The comparison at every site" testId="site-table">
        <thead>
          <tr>
            <th scope="col">Site left out</th>
            <th scope="col" className="num">
              Test cases
            </th>
            <th scope="col" className="num">
              Training cases
            </th>
            <th scope="col" className="num">
              Set aside
            </th>
            <th scope="col" className="num">
              {projectionTitles[compare[0]]}
            </th>
            <th scope="col" className="num">
              {projectionTitles[compare[1]]}
            </th>
            <th scope="col" className="num">
              Difference
            </th>
          </tr>
        </thead>
        <tbody>
          {comparedFolds(results).map((fold) => (
            <tr key={fold.fold}>
              <th scope="row">{foldLabel(fold)}</th>
              <td className="num">{formatCount(fold.n_test)}</td>
              <td className="num">{formatCount(fold.n_train)}</td>
              <td className="num">{formatCount(fold.n_set_aside ?? 0)}</td>
              <td className="num">{formatMetric(fold.a, 3)}</td>
              <td className="num">{formatMetric(fold.b, 3)}</td>
              <td className="num">
                {fold.difference === null ? 'not defined' : formatDifference(fold.difference, 3)}
              </td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
    </section>
  )
}
