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
            ? 'Nothing was sent to another computer.'
            : `${elsewhere} requests went elsewhere.`}
        </strong>{' '}
        {plural(entries.length, 'request')} so far, all for parts of the program itself, from {location.host}.
        Your files are read inside the browser and are never part of a request. The server’s security policy
        forbids any other connection.
      </p>
      <p className="quiet">
        To check for yourself: disconnect the network cable and carry on, or open the browser’s developer
        tools, tab Network. Requests that workers make for encoder files appear there too.
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
