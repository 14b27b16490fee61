import { useMemo, useState, type ReactElement } from 'react'
import { CaseGlance } from '../../cases/case-glance.tsx'
import type { Dataset } from '../../core/dataset/dataset.ts'
import type { Results } from '../../core/evaluation/types.ts'
import { heldOutPredictions } from '../../core/explore/held-out-predictions.ts'
import { placesByCase } from '../../core/explore/held-out-places.ts'
import { classifierTitle, procedureLabel } from '../../core/report/words.ts'
import type { Table } from '../../core/tables/table.ts'
import { useApp } from '../../state/context.ts'
import type { FoldChoice } from '../../state/exploration.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { formatCount, plural } from '../../ui/format.ts'
import { usePaged } from '../../ui/paged.tsx'
import { TableFrame } from '../../ui/table-frame.tsx'
import { CaseHeading } from './case-heading.tsx'
import { useCaseSearch } from './case-search.ts'
import { namedPlace, type ExploredChoices } from './explored-choices.ts'
import { LockedWarning } from './fold-warnings.tsx'
import { LabelCell } from './label-cell.tsx'
import { useLabelsNow } from './labels-now.ts'
import { placeTitle } from './place-words.ts'
import { PredictedCell } from './predicted-cell.tsx'
import type { RunDataset } from './run-dataset.ts'

const casesAPage = 50

interface AllCasesProps {
  dataset: RunDataset
  results: Results
  choices: ExploredChoices
  choice: FoldChoice
}

/** Every case of a run, wherever it was held out: to find one and open it. */
export function AllCasesPanel(props: AllCasesProps): ReactElement | null {
  const table = useApp((state) => state.project?.table)
  const { dataset } = props
  if (!table) return null
  if (dataset === 'reading') return <p className="quiet">Reading the cases of this run…</p>
  if (dataset === 'gone')
    return <p className="quiet">The cases of this run could not be read: there is nothing to list.</p>
  return <AllCases {...props} table={table} dataset={dataset} />
}

function AllCases(props: Omit<AllCasesProps, 'dataset'> & { table: Table; dataset: Dataset }): ReactElement {
  const { results, choices, choice, table, dataset } = props
  const now = useLabelsNow()
  const [search, setSearch] = useState('')
  const [wanted, setWanted] = useState('all')
  const { repeats } = results.study.validation
  const { classifier } = results.study.primary
  const repeat = choice.place.kind === 'fold' ? choice.place.repeat : 0
  const cases = useMemo(() => Int32Array.from(dataset.caseIds.keys()), [dataset])
  const places = useMemo(() => placesByCase(results, repeat), [results, repeat])
  const { predicted, confidence } = useMemo(
    () => heldOutPredictions(results, { ...choice, classifier }, dataset),
    [results, choice, classifier, dataset],
  )
  const matches = useCaseSearch(search, cases, table, dataset)
  const options = [
    { value: 'all', label: 'All' },
    { value: 'wrong', label: 'Predicted otherwise than labelled' },
    { value: 'changed', label: 'Label changed since the run' },
    ...now.tags.map((tag) => ({ value: `tag ${tag}`, label: `Tag “${tag}”` })),
  ]
  // a tag can be taken off its last case while its cases are listed
  const which = options.some(({ value }) => value === wanted) ? wanted : 'all'
  const found = useMemo(() => {
    const isListed = (i: number): boolean => {
      const id = dataset.caseIds[i]!
      if (matches && !matches.has(i)) return false
      if (which === 'wrong') return predicted[i]! >= 0 && predicted[i] !== dataset.y[i]
      if (which === 'changed') {
        const today = now.labelOf.get(id)
        return today !== undefined && today !== dataset.classes[dataset.y[i]!]
      }
      return which === 'all' || (now.tagsOf.get(id)?.includes(which.replace(/^tag /, '')) ?? false)
    }
    return cases.filter(isListed)
  }, [cases, dataset, matches, which, predicted, now])
  const list = useMemo(() => Array.from(found, (i) => dataset.caseIds[i]!), [found, dataset])
  const hasLocked = list.some((id) => places.get(id)?.kind === 'locked-test')
  const { shown, footer } = usePaged(found, casesAPage, 'case')
  return (
    <>
      <div className="fields">
        <TextField label="Find a case" value={search} onChange={setSearch} />
        <SelectField label="Which cases" value={which} options={options} onChange={setWanted} />
      </div>
      <p className="quiet measure" role="status">
        {plural(found.length, 'case')} of {formatCount(cases.length)}. Predicted by{' '}
        {procedureLabel(choice, results)} with {classifierTitle(classifier)} while they were held out
        {repeats > 1 && ', averaged over the repeats'}. The name of a case opens it.
      </p>
      {hasLocked && <LockedWarning />}
      {found.length > 0 && (
        <TableFrame label="All cases" className="cases cases--all" testId="all-cases">
          <thead>
            <tr>
              <th scope="col">Case</th>
              <th scope="col">Label</th>
              <th scope="col">Predicted</th>
              <th scope="col">Held out in</th>
              <th scope="col">Case in short</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((i) => {
              const id = dataset.caseIds[i]!
              const place = places.get(id)
              return (
                <tr key={i}>
                  <CaseHeading id={id} list={list} now={now} />
                  <td>
                    <LabelCell caseIndex={i} dataset={dataset} now={now} />
                  </td>
                  <PredictedCell
                    caseIndex={i}
                    dataset={dataset}
                    predicted={predicted[i]!}
                    confidence={confidence[i]!}
                  />
                  <td className="nowrap">
                    {place ? placeTitle(namedPlace(choices.places, place), repeats) : 'no fold'}
                  </td>
                  <td className="cases__value">
                    <CaseGlance caseIndex={i} table={table} dataset={dataset} most={120} />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </TableFrame>
      )}
      {footer}
    </>
  )
}
