import { useState, type ReactElement } from 'react'
import { ablatedModalities, ablationGroups } from '../../core/evaluation/ablation.ts'
import type { Results } from '../../core/evaluation/types.ts'
import { capitalised, setLabel } from '../../core/report/words.ts'
import type { FusionName } from '../../core/study/study.ts'
import { fusionTitles, projectionTitles } from '../../strings/words.ts'
import { Select } from '../../ui/field.tsx'
import { DifferenceTable } from './difference-table.tsx'
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
      <DifferenceTable
        label="Results by the modalities used"
        testId="ablation-table"
        headings={['Projection', 'Modalities used']}
        to="all"
        corrected="the number of differences to all modalities, in every form"
        metric={shown.metric}
        groups={groups.map((group) => ({
          key: `${group.projection} ${group.fusion}`,
          label: projectionTitles[group.projection],
          rows: [
            { label: 'All', summary: group.all, difference: null, p: null },
            ...group.reduced.map((row) => ({ ...row, label: setLabel(row.modalities, modalities) })),
          ],
        }))}
      />
    </section>
  )
}
