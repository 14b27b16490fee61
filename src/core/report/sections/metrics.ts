import type { Metric } from '../../evaluation/metrics/metric.ts'
import { metrics } from '../../evaluation/metrics/registry.ts'
import { usesAll } from '../../evaluation/modality-sets.ts'
import type { Results, SummaryRow } from '../../evaluation/types.ts'
import { commonDigits, estimateText, formatMetric } from '../../format.ts'
import { html, type Html } from '../html-text.ts'
import { classifierTitle, procedureLabel, undefinedInWords } from '../words.ts'

export function metricsSection(results: Results): Html {
  const tables = metrics.flatMap((metric) => {
    const rows = byClassifier(results.summary.filter((row) => usesAll(row) && row.metric === metric.name))
    return rows.length > 0 ? metricTable(metric, rows, results) : []
  })
  return html`<section class="part">
    <h4>Every metric</h4>
    <p>Mean and standard deviation over the folds; 95 % intervals from resampling patients.</p>
    ${tables}
  </section>`
}

/** Rows of one classifier together, as in the forest plot. */
function byClassifier(rows: readonly SummaryRow[]): readonly SummaryRow[] {
  return [...new Set(rows.map((row) => row.classifier))].flatMap((classifier) =>
    rows.filter((row) => row.classifier === classifier),
  )
}

function metricTable(metric: Metric, rows: readonly SummaryRow[], results: Results): Html {
  const digits = commonDigits(rows)
  const lines = rows.map(
    (row) =>
      html`<tr>
        <th scope="row">${classifierTitle(row.classifier)}</th>
        <td>${procedureLabel(row, results)}</td>
        <td class="num">${estimateText(row.mean, row.ci95, digits)}</td>
        <td class="num">${formatMetric(row.sd, digits)}</td>
        <td class="num">${undefinedInWords(row)}</td>
      </tr>`,
  )
  return html`<table class="metric">
    <caption>
      ${metric.title}${metric.higherIsBetter === false ? ' (lower is better)' : ''}
    </caption>
    <thead>
      <tr>
        <th scope="col">Classifier</th>
        <th scope="col">Projection</th>
        <th scope="col" class="num">Mean (95 % interval)</th>
        <th scope="col" class="num">SD</th>
        <th scope="col" class="num">Undefined</th>
      </tr>
    </thead>
    <tbody>
      ${lines}
    </tbody>
  </table>`
}
