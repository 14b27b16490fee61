import { usesAll } from '../../evaluation/modality-sets.ts'
import type { Results } from '../../evaluation/types.ts'
import { formatCount, formatDifference, formatMetric } from '../format.ts'
import { html, type Html } from '../html-text.ts'
import { projectionHeadings } from '../words.ts'

/** Both sides of the comparison on every fold: what the corrected t-test was given. */
export function foldsSection({ cells, comparison }: Results): Html {
  const { metric, classifier, compare, fusion } = comparison
  const [sideA, sideB] = compare.map((projection, side) =>
    cells.filter(
      (cell) =>
        usesAll(cell) &&
        cell.projection === projection &&
        cell.fusion === fusion[side] &&
        cell.classifier === classifier,
    ),
  )
  const rows = sideA!.flatMap((a) => {
    const b = sideB!.find((cell) => cell.repeat === a.repeat && cell.fold === a.fold)
    if (!b) return []
    const [left, right] = [a.metrics[metric] ?? null, b.metrics[metric] ?? null]
    return html`<tr>
      <td>${a.repeat + 1}</td>
      <td>${a.fold + 1}</td>
      <td>${formatCount(a.n_train)}</td>
      <td>${formatCount(a.n_test)}</td>
      <td>${a.patients_shared}</td>
      <td>${formatMetric(left, 3)}</td>
      <td>${formatMetric(right, 3)}</td>
      <td>${left === null || right === null ? '–' : formatDifference(left - right, 3)}</td>
    </tr>`
  })
  return html`<section>
    <h2>The comparison, fold by fold</h2>
    <table class="numbers">
      <thead>
        <tr>
          <th scope="col">Repeat</th>
          <th scope="col">Fold</th>
          <th scope="col">Training cases</th>
          <th scope="col">Test cases</th>
          <th scope="col">Patients shared</th>
          <th scope="col">${projectionHeadings[compare[0]]}</th>
          <th scope="col">${projectionHeadings[compare[1]]}</th>
          <th scope="col">Difference</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </section>`
}
