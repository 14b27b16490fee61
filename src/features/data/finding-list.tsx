import { useId, useState, type ReactElement } from 'react'
import type { Dataset } from '../../core/dataset/dataset.ts'
import type { Finding } from '../../core/dataset/finding.ts'
import type { Table } from '../../core/tables/table.ts'
import { bySeverity, NoticeCallout } from '../../strings/notice-list.tsx'
import { Button } from '../../ui/button.tsx'
import { plural } from '../../ui/format.ts'
import { CasesDialog } from './cases-dialog.tsx'
import { LabelWordsDialog } from './label-words-dialog.tsx'

/** All that was found about the data, the gravest first, each with its rule and its cases. */
export function FindingList(props: {
  findings: readonly Finding[]
  table: Table
  dataset: Dataset | null
}): ReactElement | null {
  const { findings, table, dataset } = props
  const id = useId()
  const [open, setOpen] = useState<Finding | null>(null)
  if (findings.length === 0) return null
  const sorted = [...findings].sort((a, b) => bySeverity(a.notice, b.notice))
  const close = (): void => setOpen(null)
  return (
    <div className="callouts" data-testid="notices">
      {sorted.map((finding, i) => {
        const holds = contents(finding)
        return (
          <NoticeCallout key={i} notice={finding.notice} id={`${id}${i}`}>
            {holds && (
              <Button
                className="button--small"
                aria-haspopup="dialog"
                aria-describedby={`${id}${i}`}
                onClick={() => setOpen(finding)}
              >
                Show {holds}
              </Button>
            )}
          </NoticeCallout>
        )
      })}
      {open &&
        dataset &&
        (open.words ? (
          <LabelWordsDialog finding={open} table={table} dataset={dataset} onClose={close} />
        ) : (
          <CasesDialog finding={open} table={table} dataset={dataset} onClose={close} />
        ))}
    </div>
  )
}

function contents({ cases, words }: Finding): string | null {
  if (words) return plural(words.length, 'word')
  return cases && cases.length > 0 ? plural(cases.length, 'case') : null
}
