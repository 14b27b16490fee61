import { calibrationChart } from '../../charts/calibration.ts'
import { decisionCurveChart } from '../../charts/decision-curve.ts'
import { foldDotsChart } from '../../charts/fold-dots.ts'
import { prChart } from '../../charts/pr.ts'
import { rocChart } from '../../charts/roc.ts'
import type { XYChart } from '../../charts/xy-chart.ts'
import { findMetric } from '../../evaluation/metrics/registry.ts'
import type { Results } from '../../evaluation/types.ts'
import { chartSvg } from '../chart-svg.ts'
import { comparedPerformance } from '../compared-performance.ts'
import { html, type Html } from '../html-text.ts'
import { classifierTitle, procedureLabel } from '../words.ts'

/** Curves of the two procedures that are compared, for every class; nothing in runs stored by earlier versions. */
export function curvesSection(results: Results): Html {
  const procedures = comparedPerformance(results)
  const classes = procedures[0]?.performance.classes.map((one) => one.class) ?? []
  if (classes.length === 0) return html``
  return html`<section>
    <h2>Discrimination, calibration and benefit</h2>
    <p>
      ${classifierTitle(results.comparison.classifier)} with the two procedures that are compared, by
      predictions of cases that were held out. Bands of 95 % come from resampling patients.
    </p>
    ${classes.map(
      (name) =>
        html`<div class="charts">
          ${[
            rocChart(procedures, name),
            prChart(procedures, name),
            calibrationChart(procedures, name, 'none'),
            decisionCurveChart(procedures, name),
          ].map(figureOf)}
        </div>`,
    )}
  </section>`
}

/** The comparison's metric in every fold; nothing where no fold has a value. */
export function foldDots(results: Results): Html {
  const metric = findMetric(results.comparison.metric)
  const isEmpty = results.cells.every(({ metrics }) => (metrics[results.comparison.metric] ?? null) === null)
  if (!metric || isEmpty) return html``
  const chart = foldDotsChart(results, metric, (procedure) => procedureLabel(procedure, results))
  return html`<div class="charts">${figureOf(chart)}</div>`
}

const figureOf = (chart: XYChart | null): Html =>
  chart
    ? html`<figure>
        <strong>${chart.title}</strong>
        ${chartSvg(chart)}
        <figcaption>${chart.summary}</figcaption>
      </figure>`
    : html``
