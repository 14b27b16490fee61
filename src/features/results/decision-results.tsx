import type { ReactElement } from 'react'
import type { NamedPerformance } from '../../core/charts/class-curves.ts'
import { decisionCurveChart } from '../../core/charts/decision-curve.ts'
import { Term } from '../../ui/term.tsx'
import { ChartOrReason } from './chart-or-reason.tsx'

/** Whether acting on the predictions does more good than acting on everyone or no one. */
export function DecisionResults(props: {
  procedures: readonly NamedPerformance[]
  className: string
}): ReactElement {
  const { procedures, className } = props
  return (
    <section className="stack" aria-labelledby="decision">
      <h3 id="decision">
        <Term
          word="Benefit of deciding by it"
          explanation="Net benefit: true positives minus false positives, weighed by the threshold's odds, for each case (Vickers and Elkin 2006)."
        />
      </h3>
      <p className="quiet">
        Worth using where its line is above both grey ones: treating everyone, and treating no one.
      </p>
      <ChartOrReason
        title="Decision curve"
        chart={decisionCurveChart(procedures, className)}
        reason="No procedure has a decision curve."
        testId="decision-chart"
      />
    </section>
  )
}
