import type { Results } from '../../evaluation/types.ts'
import { formatMetric } from '../../format.ts'
import { html, type Html } from '../html-text.ts'
import { rangeText, shuffleMethod, shuffleSentence } from '../label-shuffle.ts'
import { procedureLabel } from '../words.ts'

/** The label-shuffle check; nothing where the run had none. */
export function labelShuffleSection(results: Results): Html {
  const { label_shuffle: shuffle } = results
  if (!shuffle) return html``
  const lines = shuffle.procedures.map(
    (procedure) =>
      html`<tr>
        <th scope="row">${procedureLabel(procedure, results)}</th>
        <td class="num">${formatMetric(procedure.mean, 3)}</td>
        <td class="num">${rangeText(procedure.range)}</td>
        <td class="num">${rangeText(procedure.ci99)}</td>
        <td class="num">${procedure.undefined_cells}</td>
        <td>${procedure.verdict ?? 'not judged'}</td>
      </tr>`,
  )
  return html`<section class="part">
    <h4>Check with shuffled labels</h4>
    <p>${shuffleSentence(shuffle)}</p>
    <p>${shuffleMethod}</p>
    <table class="metric">
      <thead>
        <tr>
          <th scope="col">Projection</th>
          <th scope="col" class="num">Mean AUROC of ${shuffle.permutations} deals</th>
          <th scope="col" class="num">Lowest to highest</th>
          <th scope="col" class="num">99 % interval</th>
          <th scope="col" class="num">Folds without a value</th>
          <th scope="col">Verdict</th>
        </tr>
      </thead>
      <tbody>
        ${lines}
      </tbody>
    </table>
  </section>`
}
