import { useMemo, useState, type ReactElement } from 'react'
import { CaseGlance } from '../../cases/case-glance.tsx'
import { sayWhenDone } from '../../cases/say-when-done.ts'
import type { Dataset } from '../../core/dataset/dataset.ts'
import type { Results } from '../../core/evaluation/types.ts'
import { outOfFold, rankSuspects } from '../../core/explore/suspects.ts'
import { formatMetric } from '../../core/format.ts'
import type { Table } from '../../core/tables/table.ts'
import { useActions } from '../../state/context.ts'
import { Button } from '../../ui/button.tsx'
import { formatCount, plural } from '../../ui/format.ts'
import { usePaged } from '../../ui/paged.tsx'
import { ActionsHeading, TableFrame } from '../../ui/table-frame.tsx'
import { Term } from '../../ui/term.tsx'
import { CaseActions } from './case-actions.tsx'
import { CaseHeading } from './case-heading.tsx'
import { LabelCell } from './label-cell.tsx'
import { useLabelsNow } from './labels-now.ts'
import { listedCase } from './listed-case.ts'

const suspectsAPage = 25

/** Every case by how much its label is to be doubted. */
export function SuspectTable(props: {
  results: Results
  dataset: Dataset
  table: Table
  procedure: Parameters<typeof outOfFold>[1]
}): ReactElement {
  const { results, dataset, table, procedure } = props
  const actions = useActions()
  const now = useLabelsNow()
  const suspects = useMemo(() => {
    const { y, classes, positive } = dataset
    return rankSuspects(outOfFold(results.predictions, procedure, dataset), y, classes.length, positive)
  }, [results, procedure, dataset])
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set())
  const [said, setSaid] = useState('')
  const { shown, footer } = usePaged(suspects, suspectsAPage, 'case')
  const list = useMemo(
    () => suspects.map(({ caseIndex }) => dataset.caseIds[caseIndex]!),
    [suspects, dataset],
  )
  const confident = suspects.filter(({ isConfident }) => isConfident).length
  const toggle = (i: number): void => {
    const next = new Set(ticked)
    if (!next.delete(i)) next.add(i)
    setTicked(next)
  }
  const relabel = (id: string, to: string, button: HTMLElement): void => {
    const words = `Label of ${id} changed to “${to}”. Undo takes it back.`
    void sayWhenDone(actions.relabel([id], to), words, setSaid)
    // the button goes with the label that it offers
    button.closest('tr')?.querySelector<HTMLElement>('[data-case]')?.focus()
  }
  return (
    <>
      <p className="quiet" data-testid="suspect-count">
        {plural(confident, 'label')} of {formatCount(suspects.length)} confidently in doubt (marked); all
        cases follow in order.
      </p>
      <CaseActions
        chosen={suspects
          .filter(({ caseIndex }) => ticked.has(caseIndex))
          .map((one) => listedCase(one, dataset, now))}
        onClear={() => setTicked(new Set())}
      />
      <span role="status" className="visually-hidden">
        {said}
      </span>
      <TableFrame label="Suspect labels" className="suspects" testId="suspects">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Choose</span>
            </th>
            <th scope="col" className="num">
              Rank
            </th>
            <th scope="col">Case</th>
            <th scope="col">Label</th>
            <th scope="col">Suggested</th>
            <th scope="col" className="num">
              <Term
                word="Margin"
                explanation="Probability of the label above its class’s usual one, less the same for the suggested class. The lower, the more doubtful."
              />
            </th>
            <th scope="col">Case in short</th>
            <ActionsHeading />
          </tr>
        </thead>
        <tbody>
          {shown.map((suspect, rank) => {
            const { caseIndex, suggested, selfConfidence, suggestedConfidence, margin, isConfident } = suspect
            const id = dataset.caseIds[caseIndex]!
            const name = dataset.classes[suggested]!
            const today = now.labelOf.get(id)
            return (
              <tr key={caseIndex}>
                <td>
                  <input
                    type="checkbox"
                    aria-label={`Choose ${id}`}
                    checked={ticked.has(caseIndex)}
                    onChange={() => toggle(caseIndex)}
                  />
                </td>
                <td className="num quiet">{rank + 1}</td>
                <CaseHeading id={id} list={list} now={now} />
                <td>
                  <LabelCell caseIndex={caseIndex} dataset={dataset} now={now}>
                    {' '}
                    <span className="quiet">{formatMetric(selfConfidence, 2)}</span>
                  </LabelCell>
                </td>
                <td>
                  {name} <span className="quiet">{formatMetric(suggestedConfidence, 2)}</span>
                </td>
                <td className="num">
                  {formatMetric(margin, 2)}
                  {isConfident && <div className="changed">in doubt</div>}
                </td>
                <td className="cases__value">
                  <CaseGlance caseIndex={caseIndex} table={table} dataset={dataset} most={160} />
                </td>
                <td>
                  {today !== undefined && today !== name && now.classes.includes(name) && (
                    <Button
                      className="button--small"
                      aria-label={`Change the label of ${id} to “${name}”`}
                      onClick={(event) => relabel(id, name, event.currentTarget)}
                    >
                      Change
                    </Button>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </TableFrame>
      {footer}
    </>
  )
}
