import type { ReactElement } from 'react'
import type { Notice } from '../core/notice.ts'
import { Callout } from '../ui/callout.tsx'
import { wordNotice } from './notices.ts'

const order = { blocking: 0, warning: 1, info: 2 } as const

/** The gravest first; nothing at all where there is nothing to say. */
export function NoticeList({ notices }: { notices: readonly Notice[] }): ReactElement | null {
  if (notices.length === 0) return null
  const sorted = [...notices].sort((a, b) => order[a.severity] - order[b.severity])
  return (
    <div className="stack" data-testid="notices">
      {sorted.map((notice, i) => (
        <Callout key={i} kind={notice.severity}>
          <span data-code={notice.code}>{wordNotice(notice)}</span>
        </Callout>
      ))}
    </div>
  )
}
