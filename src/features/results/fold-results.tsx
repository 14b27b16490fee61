import type { ReactElement } from 'react'
import { XYChartFigure } from '../../charts/xy-chart.tsx'
import { foldDotsChart } from '../../core/charts/fold-dots.ts'
import { findMetric } from '../../core/evaluation/metrics/registry.ts'
import type { Results } from '../../core/evaluation/types.ts'
import { classifierTitle, uncapitalised } from '../../core/report/words.ts'
import { projectionInWords } from '../../strings/words.ts'

/** What the corrected t-test was given: both sides of the comparison on every fold, beside the other procedures. */
export function FoldResults({ results }: { results: Results }): ReactElement {
  const { metric, classifier } = results.comparison
  const named = findMetric(metric) ?? { title: metric, range: [-Infinity, Infinity] as const }
  const chart = foldDotsChart(results, named, (procedure) =>
    projectionInWords(procedure, results.study.fusion.length > 1),
  )
  return (
    <section className="screen__section" aria-labelledby="folds">
      <h2 id="folds">The comparison, fold by fold</h2>
      <p className="quiet">
        {named.title} of {uncapitalised(classifierTitle(classifier))}. A benefit that is real shows in most
        folds, not in one.
      </p>
      <XYChartFigure chart={chart} size="whole" testId="folds-chart" />
    </section>
  )
}
