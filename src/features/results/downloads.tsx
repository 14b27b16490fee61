import type { ReactElement } from 'react'
import type { Results } from '../../core/evaluation/types.ts'
import { reportHtml } from '../../core/report/html.ts'
import { resultsCsv } from '../../core/report/csv.ts'
import { citeNotice } from '../../strings/notices.ts'
import { FileDownload } from '../../ui/file-download.tsx'

/** Files that leave only by the user's hand; each says what it holds. */
export function Downloads({ results }: { results: Results }): ReactElement {
  return (
    <section className="screen__section" aria-labelledby="take-away">
      <h2 id="take-away">Take away</h2>
      <div className="row">
        <FileDownload
          name="report.html"
          type="text/html"
          content={() => reportHtml(results, citeNotice)}
          testId="download-report-html"
        >
          Report (HTML)
        </FileDownload>
        <FileDownload
          name="report.csv"
          type="text/csv"
          content={() => resultsCsv(results)}
          testId="download-report-csv"
        >
          Table (CSV)
        </FileDownload>
        <FileDownload
          name="results.json"
          type="application/json"
          content={() => JSON.stringify(results, null, 1)}
          testId="download-results-json"
        >
          Everything (JSON)
        </FileDownload>
      </div>
      <p className="quiet">
        Report and table hold no case. The JSON file holds case IDs with predicted probabilities: treat it as
        patient data.
      </p>
    </section>
  )
}
