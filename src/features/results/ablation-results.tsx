import { useState, type ReactElement } from 'react'
import { ablatedModalities, ablationGroups, type ReducedRow } from '../../core/evaluation/ablation.ts'
import type { Results } from '../../core/evaluation/types.ts'
import { commonDigits, differenceText, formatPValue } from '../../core/format.ts'
import { capitalised, setLabel } from '../../core/report/words.ts'
import type { FusionName } from '../../core/study/study.ts'
import { fusionTitles, projectionTitles } from '../../strings/words.ts'
import { Select } from '../../ui/field.tsx'
import { plural } from '../../ui/format.ts'
import { TableFrame } from '../../ui/table-frame.tsx'
import { Term } from '../../ui/term.tsx'
import { MetricCells } from './metric-cells.tsx'
import { ShownChoice } from './shown-choice.tsx'

/** Each modality alone and each left out, beside all of them; nothing where the run had no ablation. */
export function AblationResults({ results }: { results: Results }): ReactElement | null {
  const { metric, classifier } = results.comparison
  const [shown, setShown] = useState({ metric, classifier })
  const [form, setForm] = useState(results.comparison.fusion[0])
  const modalities = ablatedModalities(results)
  if (modalities.length === 0) return null
  const all = ablationGroups(results, shown.metric, shown.classifier)
  const forms = results.study.fusion.filter((fusion) => all.some((group) => group.fusion === fusion))
  const groups = all.filter((group) => group.fusion === form)
  const rows = groups.flatMap(({ all, reduced }) => [all, ...reduced.map(({ summary }) => summary)])
  const digits = commonDigits(rows.filter((row) => row !== null))
  const differenceDigits = commonDigits(
    groups.flatMap(({ reduced }) => reduced.map(({ difference }) => difference)),
  )
  return (
    <section className="screen__section" aria-labelledby="ablation">
      <div className="row">
        <h2 id="ablation">What each modality brings</h2>
        <ShownChoice what="the modalities" results={results} shown={shown} onChange={setShown} />
        {forms.length > 1 && (
          <Select
            label="Form of all modalities"
            value={form}
            options={forms.map((fusion) => ({ value: fusion, label: capitalised(fusionTitles[fusion]) }))}
            onChange={(fusion) => setForm(fusion as FusionName)}
          />
        )}
      </div>
      <p className="quiet">
        All modalities, each alone and each left out, on the same folds. A case that lacks a modality stays,
        marked as lacking it. Not named before the run: read it as a hint.
      </p>
      <TableFrame label="Results by the modalities used" className="grouped" testId="ablation-table">
        <thead>
          <tr>
            <th scope="col">Projection</th>
            <th scope="col">Modalities used</th>
            <th scope="col" className="num">
              Mean
            </th>
            <th scope="col" className="num">
              95 % interval
            </th>
            <th scope="col" className="num">
              Difference to all (95 % interval)
            </th>
            <th scope="col" className="num">
              <Term
                word="p (Holm)"
                explanation="Corrected resampled t-test on the same folds, made stricter for the number of differences to all modalities, in every form (Holm 1979)."
              />
            </th>
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={`${group.projection} ${group.fusion}`}>
            <tr>
              <th scope="rowgroup" rowSpan={group.reduced.length + 1}>
                {projectionTitles[group.projection]}
              </th>
              <th scope="row">All</th>
              <MetricCells row={group.all} digits={digits} />
              <td />
              <td />
            </tr>
            {group.reduced.map((row) => (
              <tr key={row.modalities.join(' ')}>
                <th scope="row">
                  {setLabel(row.modalities, modalities)}
                  <UndefinedFolds row={row} />
                </th>
                <MetricCells row={row.summary} digits={digits} />
                <td className="num">{differenceText(row.difference, differenceDigits)}</td>
                <td className="num">{formatPValue(row.p)}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </TableFrame>
    </section>
  )
}

/** Folds that are no part of the difference (R13). */
function UndefinedFolds({ row: { difference } }: { row: ReducedRow }): ReactElement | null {
  const folds = difference.undefined_pairs
  return folds === 0 ? null : <div className="quiet">no value in {plural(folds, 'fold')}</div>
}
