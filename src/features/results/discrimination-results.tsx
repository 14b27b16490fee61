import type { ReactElement } from 'react'
import type { NamedPerformance } from '../../core/charts/class-curves.ts'
import { prChart } from '../../core/charts/pr.ts'
import { rocClassesChart } from '../../core/charts/roc-classes.ts'
import { rocChart } from '../../core/charts/roc.ts'
import { Term } from '../../ui/term.tsx'
import { ChartOrReason } from './chart-or-reason.tsx'

/** Whether the cases of a class get higher probabilities than others. */
export function DiscriminationResults(props: {
  procedures: readonly NamedPerformance[]
  className: string
}): ReactElement {
  const { procedures, className } = props
  // the subject where two are compared
  const byClass = procedures.at(-1)
  const reason = 'No fold has cases of both kinds, so there is nothing to draw.'
  return (
    <section className="stack" aria-labelledby="discrimination">
      <h3 id="discrimination">
        <Term
          word="Discrimination"
          explanation="Whether cases that have the class get higher probabilities than cases that do not."
        />
      </h3>
      <div className="charts-2">
        <ChartOrReason
          title="ROC curve"
          chart={rocChart(procedures, className)}
          reason={reason}
          testId="roc-chart"
        />
        <ChartOrReason
          title="Precision and recall"
          chart={prChart(procedures, className)}
          reason={reason}
          testId="pr-chart"
        />
        {byClass && byClass.performance.classes.length > 1 && (
          <ChartOrReason
            title="Every class against the rest"
            chart={rocClassesChart(byClass)}
            reason={reason}
            testId="roc-classes-chart"
          />
        )}
      </div>
    </section>
  )
}
