import { ablatedModalities, ablationGroups, type ReducedRow } from '../../evaluation/ablation.ts'
import { findMetric } from '../../evaluation/metrics/registry.ts'
import type { Results, SummaryRow } from '../../evaluation/types.ts'
import { commonDigits, formatDifference, formatPValue, metricDigits } from '../../format.ts'
import { html, type Html } from '../html-text.ts'
import { stackedEstimate } from '../stacked-estimate.ts'
import {
  betterInWords,
  capitalised,
  classifierTitle,
  foldsInWords,
  procedureLabel,
  setLabel,
  uncapitalised,
} from '../words.ts'

/** The ablation, for the metric and the classifier of the verdict; nothing where the run had none. */
export function ablationSection(results: Results): Html {
  const { metric, classifier } = results.comparison
  const groups = ablationGroups(results, metric, classifier)
  if (groups.length === 0) return html``
  const modalities = ablatedModalities(results)
  const found = findMetric(metric)
  const direction = found ? betterInWords(found) : null
  const shown = groups.flatMap(({ all, reduced }) => [all, ...reduced.map(({ summary }) => summary)])
  const digits = commonDigits(shown.filter((row) => row !== null))
  const value = (row: SummaryRow | null): Html =>
    stackedEstimate({ value: row?.mean ?? null, ci95: row?.ci95 ?? null }, digits)
  const bodies = groups.map((group) => {
    const reduced = group.reduced.map(
      ({ modalities: used, summary, difference, p }) =>
        html`<tr>
          <td>${setLabel(used, modalities)}</td>
          <td class="num">${value(summary)}</td>
          <td class="num">${differenceOf(difference)}</td>
          <td class="num">${foldsInWords(difference)}</td>
          <td class="num">${formatPValue(p)}</td>
        </tr>`,
    )
    return html`<tbody>
      <tr>
        <th scope="rowgroup" rowspan="${group.reduced.length + 1}">${procedureLabel(group, results)}</th>
        <td>All</td>
        <td class="num">${value(group.all)}</td>
        <td class="num"></td>
        <td class="num"></td>
        <td class="num"></td>
      </tr>
      ${reduced}
    </tbody>`
  })
  return html`<section class="part">
    <h4>What each modality brings</h4>
    <p>
      ${capitalised(found?.noun ?? metric)}${direction === null ? '' : ` (${direction})`} of
      ${uncapitalised(classifierTitle(classifier))} with all modalities, with each alone and with each left
      out, on the same folds. A case that lacks a modality stays, marked as lacking it. Differences by the
      corrected resampled t-test, p after Holm’s correction for all of them; they were not the comparison
      named before the run.
    </p>
    <table class="metric">
      <thead>
        <tr>
          <th scope="col">Projection</th>
          <th scope="col">Modalities used</th>
          <th scope="col" class="num">Mean (95 % interval)</th>
          <th scope="col" class="num">Difference to all (95 % interval)</th>
          <th scope="col" class="num">Folds</th>
          <th scope="col" class="num">p (Holm)</th>
        </tr>
      </thead>
      ${bodies}
    </table>
  </section>`
}

const differenceOf = ({ difference, ci95 }: ReducedRow['difference']): Html =>
  stackedEstimate({ value: difference, ci95 }, metricDigits(ci95), formatDifference)
