import { findMetric } from '../../evaluation/metrics/registry.ts'
import { usesAll } from '../../evaluation/modality-sets.ts'
import type { Results, SummaryRow } from '../../evaluation/types.ts'
import { forestSvg } from '../forest-svg.ts'
import { html, type Html } from '../html-text.ts'
import { classifierTitle, procedureLabel } from '../words.ts'

/** The forest plot of the primary metric. */
export function combinationsSection(results: Results): Html {
  const metric = findMetric(results.comparison.metric)
  const rows = results.summary.filter((row) => usesAll(row) && row.metric === results.comparison.metric)
  if (!metric || rows.length === 0)
    return html`<section>
      <h2>Every combination</h2>
      <p>No value is defined.</p>
    </section>`
  const words = {
    classifier: classifierTitle,
    projection: (row: SummaryRow) => procedureLabel(row, results),
  }
  return html`<section>
    <h2>Every combination</h2>
    <figure>${forestSvg(rows, metric, words)}</figure>
  </section>`
}
