import { useMemo, type ReactElement } from 'react'
import { CaseLink } from '../../cases/case-link.tsx'
import { CasesTable } from '../../cases/cases-table.tsx'
import { readableColumns } from '../../cases/readable-columns.ts'
import { stepCases } from '../../ui/step-cases.ts'
import type { Dataset } from '../../core/dataset/dataset.ts'
import { confusedCases } from '../../core/evaluation/confused-cases.ts'
import type { ProcedurePerformance } from '../../core/evaluation/performance/performance.ts'
import type { Results } from '../../core/evaluation/types.ts'
import { formatMetric } from '../../core/format.ts'
import type { Table } from '../../core/tables/table.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { plural } from '../../ui/format.ts'
import { useKeys } from '../../ui/use-keys.ts'

/** A table with more is not read; what is left out is said. */
const mostColumns = 8

/** The cases behind one number of the confusion matrix, with what they were predicted from. */
export function ConfusedCasesDialog(props: {
  results: Results
  procedure: ProcedurePerformance
  cell: { truth: number; predicted: number }
  table: Table
  dataset: Dataset
  onClose: () => void
}): ReactElement {
  const { results, procedure, cell, table, dataset, onClose } = props
  const cases = useMemo(
    () => confusedCases(results.predictions, procedure, cell, dataset),
    [results, procedure, cell, dataset],
  )
  const [truth, predicted] = [dataset.classes[cell.truth]!, dataset.classes[cell.predicted]!]
  const probabilities = new Map(cases.map((one) => [one.caseIndex, one.probabilities]))
  useKeys('dialog', { j: () => stepCases(1), k: () => stepCases(-1) })
  const list = cases.map(({ caseIndex }) => dataset.caseIds[caseIndex]!)
  const columns = readableColumns(dataset)
  const predictions = cases.reduce((sum, one) => sum + one.probabilities.length, 0)
  return (
    <Dialog title={`“${truth}” predicted as “${predicted}”`} onClose={onClose} wide>
      <p>
        {plural(cases.length, 'case')}
        {predictions !== cases.length && `, ${plural(predictions, 'prediction')} over the repeats`}; those
        with the highest probability of “{predicted}” first. Each was predicted while it was held out; its
        name opens it under Explore, with what is similar to it.
        {columns.length > mostColumns && ` The first ${mostColumns} of ${columns.length} columns are shown.`}
      </p>
      <CasesTable
        cases={cases.map(({ caseIndex }) => caseIndex)}
        table={table}
        dataset={dataset}
        columns={columns.slice(0, mostColumns)}
        renderName={(i) => <CaseLink id={dataset.caseIds[i]!} list={list} />}
        more={{
          heading: `Probability of “${predicted}”`,
          of: (i) => (probabilities.get(i) ?? []).map((p) => formatMetric(p, 2)).join(', '),
        }}
      />
    </Dialog>
  )
}
