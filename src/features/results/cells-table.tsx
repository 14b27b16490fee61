import { useMemo, useState, type ReactElement } from 'react'
import { metrics as metricRegistry, findMetric } from '../../core/evaluation/metrics/registry.ts'
import { leavesSitesOut } from '../../core/evaluation/compared-folds.ts'
import type { Cell, Results } from '../../core/evaluation/types.ts'
import { formatMetric } from '../../core/format.ts'
import {
  cellFacts,
  cellsCsv,
  shownCells,
  type CellColumn,
  type CellFact,
  type CellOrder,
} from '../../core/report/cell-table.ts'
import { classifierTitle } from '../../core/report/words.ts'
import { fusionTitles, projectionTitles } from '../../strings/words.ts'
import { Select } from '../../ui/field.tsx'
import { FileDownload } from '../../ui/file-download.tsx'
import { formatCount, plural } from '../../ui/format.ts'
import { usePaged } from '../../ui/paged.tsx'
import { TableFrame } from '../../ui/table-frame.tsx'

const cellsAPage = 50
const all = 'all'

const factTitles: Readonly<Record<CellFact, string>> = {
  projection: 'Projection',
  fusion: 'Form',
  modalities: 'Modalities',
  classifier: 'Classifier',
  repeat: 'Repeat',
  fold: 'Fold',
  fold_name: 'Site left out',
  n_train: 'Training cases',
  n_test: 'Test cases',
  n_set_aside: 'Set aside',
}
const wordFacts: ReadonlySet<CellColumn> = new Set([
  'projection', 'fusion', 'modalities', 'classifier', 'fold_name',
]) // prettier-ignore

/** Every cell of the run, to sort, filter and take away. */
export function CellsTable({ results }: { results: Results }): ReactElement {
  const [open, setOpen] = useState(false)
  return (
    <details className="disclosure" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Table of all {formatCount(results.cells.length)} cells</summary>
      {open && <Cells results={results} />}
    </details>
  )
}

const chosen = (value: string): string | null => (value === all ? null : value)

function Cells({ results: { cells, study } }: { results: Results }): ReactElement {
  const [projection, setProjection] = useState(all)
  const [classifier, setClassifier] = useState(all)
  const [metric, setMetric] = useState(all)
  const [order, setOrder] = useState<CellOrder | null>(null)
  const shown = useMemo(
    () => shownCells(cells, { projection: chosen(projection), classifier: chosen(classifier) }, order),
    [cells, projection, classifier, order],
  )
  const measured = useMemo(() => {
    const names = new Set(cells.flatMap((cell) => Object.keys(cell.metrics)))
    return metricRegistry.map(({ name }) => name).filter((name) => names.has(name))
  }, [cells])
  const bySite = leavesSitesOut({ cells })
  const tellsCellsApart: Partial<Record<CellFact, boolean>> = {
    fusion: study.fusion.length > 1,
    modalities: cells.some((cell) => cell.modalities),
    fold: !bySite,
    fold_name: bySite,
    n_set_aside: bySite,
  }
  const columns: readonly CellColumn[] = [
    ...cellFacts.filter((fact) => tellsCellsApart[fact] ?? true),
    ...measured.filter((name) => metric === all || name === metric),
  ]
  const page = usePaged(shown, cellsAPage, 'cell')
  const sortBy = (column: CellColumn): void =>
    setOrder({ column, descending: order?.column === column && !order.descending })
  return (
    <div className="stack">
      <p className="quiet">A cell is one classifier on one projection and one fold.</p>
      <div className="row">
        <Select
          label="Projection of the cells"
          value={projection}
          options={[
            { value: all, label: 'All projections' },
            ...study.projections.map((name) => ({ value: name, label: projectionTitles[name] })),
          ]}
          onChange={setProjection}
        />
        <Select
          label="Classifier of the cells"
          value={classifier}
          options={[
            { value: all, label: 'All classifiers' },
            ...study.classifiers.map((name) => ({ value: name, label: classifierTitle(name) })),
          ]}
          onChange={setClassifier}
        />
        <Select
          label="Metric of the cells"
          value={metric}
          options={[
            { value: all, label: 'All metrics' },
            ...measured.map((name) => ({ value: name, label: findMetric(name)?.title ?? name })),
          ]}
          onChange={setMetric}
        />
        <FileDownload
          name="cells.csv"
          type="text/csv"
          content={() => cellsCsv(shown, columns)}
          testId="download-cells-csv"
        >
          These {formatCount(shown.length)} (CSV)
        </FileDownload>
        <span className="quiet" role="status">
          {plural(shown.length, 'cell')} of {formatCount(cells.length)}
        </span>
      </div>
      <TableFrame label="All cells" className="cells" testId="cells-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <SortHeading key={column} column={column} order={order} onSort={() => sortBy(column)} />
            ))}
          </tr>
        </thead>
        <tbody>
          {page.shown.map((cell, i) => (
            <tr key={i}>
              {columns.map((column) => (
                <td key={column} className={wordFacts.has(column) ? 'nowrap' : 'num'}>
                  {cellText(cell, column)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </TableFrame>
      {page.footer}
    </div>
  )
}

function SortHeading(props: {
  column: CellColumn
  order: CellOrder | null
  onSort: () => void
}): ReactElement {
  const { column, order, onSort } = props
  const title = factTitles[column as CellFact] ?? findMetric(column)?.title ?? column
  const sorted = order?.column === column ? (order.descending ? 'descending' : 'ascending') : 'none'
  return (
    <th scope="col" aria-sort={sorted} className={wordFacts.has(column) ? undefined : 'num'}>
      <button type="button" className="sort" onClick={onSort}>
        {title}
        <span className={`sort__mark sort__mark--${sorted}`} aria-hidden="true" />
      </button>
    </th>
  )
}

const factTexts: Readonly<Record<CellFact, (cell: Cell) => string>> = {
  projection: ({ projection }) => projectionTitles[projection],
  fusion: ({ fusion }) => fusionTitles[fusion],
  modalities: ({ modalities }) => modalities?.join(' + ') ?? 'all',
  classifier: ({ classifier }) => classifierTitle(classifier),
  repeat: ({ repeat }) => formatCount(repeat + 1),
  fold: ({ fold }) => formatCount(fold + 1),
  fold_name: ({ fold_name }) => fold_name ?? '',
  n_train: ({ n_train }) => formatCount(n_train),
  n_test: ({ n_test }) => formatCount(n_test),
  n_set_aside: ({ n_set_aside }) => formatCount(n_set_aside ?? 0),
}

function cellText(cell: Cell, column: CellColumn): string {
  const fact = cellFacts.find((name) => name === column)
  return fact ? factTexts[fact](cell) : formatMetric(cell.metrics[column] ?? null, 3)
}
