import type { ReactElement } from 'react'
import type { Results } from '../../core/evaluation/types.ts'
import { reportHtml } from '../../core/report/html.ts'
import { resultsCsv } from '../../core/report/csv.ts'
import { countRelabels } from '../../core/study/without-cases.ts'
import { citeNotice } from '../../strings/notices.ts'
import { FileDownload } from '../../ui/file-download.tsx'

/** Files that leave only by the user's hand; each says what it holds. */
export function Downloads({ results, looks }: { results: Results; looks: number }): ReactElement {
  return (
    <div className="stack">
      <div className="row">
        <FileDownload
          name="report.html"
          type="text/html"
          content={() => reportHtml({ results, wordNotice: citeNotice, looks })}
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
        <FileDownload
          name="study.json"
          type="application/json"
          content={() => JSON.stringify(results.study, null, 2)}
          testId="download-study-json"
        >
          Study (JSON)
        </FileDownload>
      </div>
      <p className="quiet">
        The study file holds every setting: open it with its data, or under Adapt, to run it again. Report and
        table hold no case. Everything (JSON) holds case IDs with predicted probabilities: treat it as patient
        data.
        {countRelabels(results.study) > 0 &&
          ' So does the study file: it holds the IDs of cases whose label was changed by hand. Treat it as patient data too.'}
      </p>
    </div>
  )
}
