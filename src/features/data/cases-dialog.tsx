import type { ReactElement } from 'react'
import type { Dataset } from '../../core/dataset/dataset.ts'
import type { Finding } from '../../core/dataset/finding.ts'
import { identifyingParts } from '../../core/dataset/identifying-text.ts'
import { imageModalities } from '../../core/dataset/modalities.ts'
import type { Table } from '../../core/tables/table.ts'
import { wordNotice } from '../../strings/notices.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { plural } from '../../ui/format.ts'
import { AlikeCases } from './alike-cases.tsx'
import { CasesTable } from '../../cases/cases-table.tsx'

/** The cases that a finding speaks of: those that are alike side by side, all others in a table. */
export function CasesDialog(props: {
  finding: Finding
  table: Table
  dataset: Dataset
  onClose: () => void
}): ReactElement {
  const { finding, table, dataset, onClose } = props
  const { notice, cases = new Int32Array(), groups } = finding
  const column = columnOf(finding)
  // by its picture a case is known at once, whatever is said of it
  const pictures = imageModalities(dataset).map(({ name }) => name)
  return (
    <Dialog title={plural(cases.length, 'case')} onClose={onClose} wide>
      <p>{wordNotice(notice)}</p>
      {groups ? (
        <AlikeCases groups={groups} table={table} dataset={dataset} column={column} />
      ) : (
        <CasesTable
          cases={cases}
          table={table}
          dataset={dataset}
          columns={[...new Set([...(column === null ? [] : [column]), ...pictures])]}
          {...(notice.code === 'text-may-identify' && { partsOf: identifyingParts })}
        />
      )}
    </Dialog>
  )
}

/** The column that a finding speaks of. */
export function columnOf({ notice: { params } }: Finding): string | null {
  return 'column' in params ? params.column : null
}
