import type { ReactElement } from 'react'
import { requestLog } from '../state/request-log.ts'
import { Dialog } from '../ui/dialog.tsx'
import { formatBytes, plural } from '../ui/format.ts'
import { TableFrame } from '../ui/table-frame.tsx'

export function RequestLogDialog({ onClose }: { onClose: () => void }): ReactElement {
  const entries = requestLog()
  const elsewhere = entries.filter((entry) => !entry.sameOrigin).length
  return (
    <Dialog title="What this page has requested" onClose={onClose}>
      <p>
        <strong>
          {elsewhere === 0
            ? `No request of this page went anywhere but to ${location.host}.`
            : `${plural(elsewhere, 'request')} went elsewhere.`}
        </strong>{' '}
        {plural(entries.length, 'request')} of this page so far
        {elsewhere === 0 && `, all for parts of the program itself, from ${location.host}`}. Your files are
        read inside the browser and are never part of a request. The server’s security policy forbids this
        page and its workers any other connection.
      </p>
      <p className="quiet">
        Not in this list: what the workers fetch, the encoder’s files, and what saves the app for offline use,
        because a page is not told of its workers’ requests. To see every one, open the browser’s developer
        tools, tab Network; or disconnect the network cable and carry on.
      </p>
      <TableFrame label="Requests">
        <thead>
          <tr>
            <th scope="col">Requested</th>
            <th scope="col" className="num">
              Size
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, i) => (
            <tr key={i}>
              <td>{entry.sameOrigin ? new URL(entry.url, location.href).pathname : entry.url}</td>
              <td className="num">{formatBytes(entry.bytes)}</td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
    </Dialog>
  )
}
