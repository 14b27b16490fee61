import type { ReactElement } from 'react'
import { CaseLink } from '../../cases/case-link.tsx'
import { setAsideNotices } from '../../core/dataset/relabels.ts'
import { trailCsv } from '../../core/explore/relabel-trail.ts'
import { NoticeList } from '../../strings/notice-list.tsx'
import { useActions, useApp } from '../../state/context.ts'
import { Button } from '../../ui/button.tsx'
import { FileDownload } from '../../ui/file-download.tsx'
import { formatCount, formatDate, plural } from '../../ui/format.ts'
import { usePaged } from '../../ui/paged.tsx'
import { ActionsHeading, TableFrame } from '../../ui/table-frame.tsx'

const entriesAPage = 50

/** What was changed by hand, and the words that cases were given. */
export function ChangesPanel(): ReactElement | null {
  const record = useApp((state) => state.project?.record)
  const roles = useApp((state) => state.project?.roles)
  const actions = useActions()
  const trail = record?.trail ?? []
  const tags = Object.entries(record?.tags ?? {})
  const list = [...new Set(trail.toReversed().map((entry) => entry.case))]
  const { shown, footer } = usePaged(trail.toReversed(), entriesAPage, 'change')
  return (
    <>
      <section className="stack stack--close" aria-labelledby="tags">
        <h3 id="tags">Tags</h3>
        {tags.length === 0 ? (
          <p className="quiet">No case has a tag.</p>
        ) : (
          <TableFrame label="Tags" testId="tags">
            <thead>
              <tr>
                <th scope="col">Tag</th>
                <th scope="col" className="num">
                  Cases
                </th>
                <ActionsHeading />
              </tr>
            </thead>
            <tbody>
              {tags.map(([name, ids]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td className="num">{formatCount(ids.length)}</td>
                  <td>
                    <Button
                      className="button--small"
                      aria-label={`Remove the tag “${name}”`}
                      onClick={() => void actions.untag(ids, name)}
                    >
                      Remove
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </TableFrame>
        )}
      </section>
      <section className="stack stack--close" aria-labelledby="trail">
        <div className="row row--apart">
          <h3 id="trail">Labels changed by hand</h3>
          {trail.length > 0 && (
            <span className="row">
              <FileDownload
                name="label-changes.csv"
                type="text/csv"
                content={() => trailCsv(trail)}
                testId="download-trail"
              >
                Save the trail (CSV)
              </FileDownload>
              <span className="quiet">Holds the names of cases with their labels: patient data.</span>
            </span>
          )}
        </div>
        <NoticeList notices={setAsideNotices(roles ?? {})} />
        {trail.length === 0 ? (
          <p className="quiet">No label was changed.</p>
        ) : (
          <>
            <p className="quiet">
              {plural(trail.length, 'entry', 'entries')}, the latest first. Entries are only ever added: what
              was undone is here too.
            </p>
            <TableFrame label="Labels changed by hand" testId="trail">
              <thead>
                <tr>
                  <th scope="col">When</th>
                  <th scope="col">Case</th>
                  <th scope="col">In the file</th>
                  <th scope="col">Before</th>
                  <th scope="col">After</th>
                </tr>
              </thead>
              <tbody>
                {shown.map((entry, i) => (
                  <tr key={trail.length - i}>
                    <td className="nowrap">{formatDate(entry.at)}</td>
                    <th scope="row">
                      <CaseLink id={entry.case} list={list} />
                    </th>
                    <td>{entry.file}</td>
                    <td>{entry.before}</td>
                    <td>
                      {entry.after}
                      {entry.after === entry.file && <span className="quiet"> (taken back)</span>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </TableFrame>
            {footer}
          </>
        )}
      </section>
    </>
  )
}
