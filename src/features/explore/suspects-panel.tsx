import { useMemo, useState, type ReactElement } from 'react'
import type { Results } from '../../core/evaluation/types.ts'
import type { outOfFold } from '../../core/explore/suspects.ts'
import { classifierTitle, procedureLabel } from '../../core/report/words.ts'
import { useApp } from '../../state/context.ts'
import { SelectField } from '../../ui/field.tsx'
import { Term } from '../../ui/term.tsx'
import type { RunDataset } from './run-dataset.ts'
import { SuspectTable } from './suspect-table.tsx'

/** Labels to look at again, those first that the held-out predictions speak against most. */
export function SuspectsPanel(props: { results: Results; dataset: RunDataset }): ReactElement | null {
  const { results, dataset } = props
  const project = useApp((state) => state.project)
  const procedures = useMemo(() => proceduresOf(results), [results])
  const [chosen, setChosen] = useState(procedures[0]?.value)
  const procedure = procedures.find(({ value }) => value === chosen)
  if (!project || !procedure) return null
  return (
    <>
      <p className="measure">
        Ranked by{' '}
        <Term
          word="confident learning"
          explanation="A label is to be doubted where held-out predictions favour another class, measured against how sure they usually are of each (Northcutt et al. 2021)."
        />{' '}
        from predictions of cases that were held out. A suspect is no error: a rare but right case looks the
        same. Open it, look at what is similar to it, then decide. A label that is changed because a model
        doubted it also makes the next comparison look better: it is that comparison’s test.
      </p>
      <div className="fields">
        <SelectField
          wide
          label="Predictions of"
          value={procedure.value}
          options={procedures.map(({ value, label }) => ({ value, label }))}
          onChange={setChosen}
        />
      </div>
      {dataset === 'reading' ? (
        <p className="quiet">Reading the cases of this run…</p>
      ) : dataset === 'gone' ? (
        <p className="quiet">The cases of this run could not be read: there is nothing to rank.</p>
      ) : (
        <SuspectTable
          key={procedure.value}
          {...{ results, dataset }}
          table={project.table}
          procedure={procedure.of}
        />
      )}
    </>
  )
}

/** Every procedure with predictions, that of the verdict first. */
function proceduresOf(results: Results) {
  const found = new Map<
    string,
    { readonly value: string; readonly label: string; readonly of: Parameters<typeof outOfFold>[1] }
  >()
  for (const { projection, fusion, classifier, modalities } of results.cells) {
    if (modalities !== undefined) continue
    const of = { projection, fusion, classifier }
    const value = JSON.stringify(of)
    const label = `${procedureLabel(of, results)}, ${classifierTitle(classifier)}`
    found.set(value, { value, label, of })
  }
  const { compare, classifier, fusion } = results.comparison
  const first = JSON.stringify({ projection: compare[0], fusion: fusion[0], classifier })
  return [...found.values()].sort((a, b) => Number(a.value !== first) - Number(b.value !== first))
}
