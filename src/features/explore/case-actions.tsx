import type { ReactElement } from 'react'
import { caseListCsv, type ListedCase } from '../../core/explore/case-list-csv.ts'
import { Button } from '../../ui/button.tsx'
import { FileDownload } from '../../ui/file-download.tsx'
import { plural } from '../../ui/format.ts'
import { CaseEdits } from './case-edits.tsx'

/** What can be done with the cases that were chosen: tag, another label, take away. */
export function CaseActions(props: { chosen: readonly ListedCase[]; onClear: () => void }): ReactElement {
  const { chosen, onClear } = props
  const none = chosen.length === 0
  return (
    <div className="case-actions" role="group" aria-label="With the chosen cases">
      <strong data-testid="chosen">
        {none ? 'No case chosen' : `${plural(chosen.length, 'case')} chosen`}
      </strong>
      <CaseEdits ids={chosen.map(({ id }) => id)}>
        <span className="row">
          {!none && (
            <FileDownload
              name="cases.csv"
              type="text/csv"
              content={() => caseListCsv(chosen)}
              testId="download-cases"
            >
              Save list (CSV)
            </FileDownload>
          )}
          <Button kind="quiet" aria-disabled={none} onClick={() => !none && onClear()}>
            Choose none
          </Button>
          {!none && (
            <span className="quiet">
              The list holds the names of cases and patients with their labels: patient data.
            </span>
          )}
        </span>
      </CaseEdits>
    </div>
  )
}
