import { useState, type ReactElement } from 'react'
import { CaseGlance, CasePicture } from '../../cases/case-glance.tsx'
import { imageModalities } from '../../core/dataset/modalities.ts'
import type { FoldPredictions } from '../../core/explore/fold-predictions.ts'
import type { Table } from '../../core/tables/table.ts'
import { useActions } from '../../state/context.ts'
import type { ExploredFold } from '../../state/exploration.ts'
import { Select } from '../../ui/field.tsx'
import { usePaged } from '../../ui/paged.tsx'
import { TableFrame } from '../../ui/table-frame.tsx'
import { CaseHeading } from './case-heading.tsx'
import { LabelCell } from './label-cell.tsx'
import type { LabelsNow } from './labels-now.ts'
import { PredictedCell } from './predicted-cell.tsx'

const casesAPage = 50

/** The cases of the maps, to read and to choose: a table, or their pictures. */
export function HeldOutCases(props: {
  fold: ExploredFold
  table: Table
  predictions: FoldPredictions
  /** Rows that were searched for; null where nothing is. */
  matches: ReadonlySet<number> | null
  chosen: ReadonlySet<number>
  current: number | null
  now: LabelsNow
  onChoose: (rows: ReadonlySet<number>) => void
}): ReactElement {
  const { fold, matches, chosen } = props
  const [which, setWhich] = useState<'all' | 'chosen'>('all')
  const [look, setLook] = useState<'table' | 'pictures'>('table')
  const rows = Array.from(fold.cases.keys()).filter(
    (row) => (!matches || matches.has(row)) && (which === 'all' || chosen.has(row)),
  )
  const hasPictures = imageModalities(fold.dataset).length > 0
  return (
    <section className="stack stack--close" aria-labelledby="held-out-cases">
      <div className="row row--apart">
        <h3 id="held-out-cases">Held-out cases</h3>
        <span className="row">
          <Select
            label="Which cases are listed"
            value={which}
            options={[
              { value: 'all', label: matches ? 'All that were found' : 'All' },
              { value: 'chosen', label: 'Chosen ones' },
            ]}
            onChange={(value) => setWhich(value as typeof which)}
          />
          {hasPictures && (
            <Select
              label="How cases are listed"
              value={look}
              options={[
                { value: 'table', label: 'Table' },
                { value: 'pictures', label: 'Pictures' },
              ]}
              onChange={(value) => setLook(value as typeof look)}
            />
          )}
        </span>
      </div>
      {rows.length === 0 ? (
        <p className="quiet">No case to list.</p>
      ) : look === 'table' || !hasPictures ? (
        <CaseRows {...props} rows={rows} />
      ) : (
        <Gallery {...props} rows={rows} />
      )}
    </section>
  )
}

type ListProps = Parameters<typeof HeldOutCases>[0] & { rows: readonly number[] }

function toggled(chosen: ReadonlySet<number>, row: number): ReadonlySet<number> {
  const next = new Set(chosen)
  if (!next.delete(row)) next.add(row)
  return next
}

function CaseRows(props: ListProps): ReactElement {
  const { fold, table, predictions, chosen, current, now, rows, onChoose } = props
  const { dataset, cases } = fold
  const { shown, footer } = usePaged(rows, casesAPage, 'case')
  const list = rows.map((row) => dataset.caseIds[cases[row]!]!)
  const all = rows.every((row) => chosen.has(row))
  return (
    <>
      <TableFrame label="Held-out cases" className="cases" testId="held-out-table">
        <thead>
          <tr>
            <th scope="col">
              <input
                type="checkbox"
                aria-label="Choose all that are listed"
                checked={all}
                onChange={() => onChoose(all ? new Set([...chosen].filter((row) => !rows.includes(row))) : new Set([...chosen, ...rows]))} // prettier-ignore
              />
            </th>
            <th scope="col">Case</th>
            <th scope="col">Label</th>
            <th scope="col">Predicted</th>
            <th scope="col">Case in short</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => {
            const i = cases[row]!
            const id = dataset.caseIds[i]!
            return (
              <tr key={row} data-current={row === current || undefined}>
                <td>
                  <input
                    type="checkbox"
                    aria-label={`Choose ${id}`}
                    checked={chosen.has(row)}
                    onChange={() => onChoose(toggled(chosen, row))}
                  />
                </td>
                <CaseHeading id={id} list={list} now={now} />
                <td>
                  <LabelCell caseIndex={i} dataset={dataset} now={now} />
                </td>
                <PredictedCell
                  caseIndex={i}
                  dataset={dataset}
                  predicted={predictions.predicted[row]!}
                  confidence={predictions.confidence[row]!}
                />
                <td className="cases__value">
                  <CaseGlance caseIndex={i} table={table} dataset={dataset} most={120} />
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

function Gallery(props: ListProps): ReactElement {
  const { fold, chosen, current, rows, onChoose } = props
  const { dataset, cases } = fold
  const { openCase } = useActions()
  const { shown, footer } = usePaged(rows, casesAPage, 'case')
  const list = rows.map((row) => dataset.caseIds[cases[row]!]!)
  return (
    <>
      <ul className="gallery" aria-label="Pictures of held-out cases">
        {shown.map((row) => {
          const i = cases[row]!
          const id = dataset.caseIds[i]!
          return (
            <li key={row} data-current={row === current || undefined}>
              <button
                type="button"
                className="gallery__open"
                data-case={id}
                aria-label={`${id}: similar cases`}
                onClick={() => openCase({ id, list, from: null })}
              >
                <CasePicture
                  caseIndex={i}
                  dataset={dataset}
                  missing={<span className="thumbnail gallery__none">no picture</span>}
                />
              </button>
              <label className="check">
                <input
                  type="checkbox"
                  checked={chosen.has(row)}
                  onChange={() => onChoose(toggled(chosen, row))}
                />
                <span>
                  {id}, {dataset.classes[dataset.y[i]!]!}
                </span>
              </label>
            </li>
          )
        })}
      </ul>
      {footer}
    </>
  )
}
