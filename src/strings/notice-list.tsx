import type { ReactElement, ReactNode } from 'react'
import type { Notice, NoticeSeverity } from '../core/notice.ts'
import { Callout } from '../ui/callout.tsx'
import { wordNotice } from './notices.ts'
import { RuleBadge } from './rule-badge.tsx'

const order = { blocking: 0, warning: 1, info: 2 } as const

/** For sorting: the gravest first. */
export const bySeverity = (
  a: { readonly severity: NoticeSeverity },
  b: { readonly severity: NoticeSeverity },
): number => order[a.severity] - order[b.severity]

/** The gravest first; nothing at all where there is nothing to say. */
export function NoticeList({ notices }: { notices: readonly Notice[] }): ReactElement | null {
  if (notices.length === 0) return null
  return (
    <div className="callouts" data-testid="notices">
      {[...notices].sort(bySeverity).map((notice, i) => (
        <NoticeCallout key={i} notice={notice} />
      ))}
    </div>
  )
}

/** One notice with its rule, and what can be done about it. */
export function NoticeCallout(props: { notice: Notice; id?: string; children?: ReactNode }): ReactElement {
  const { notice, id, children } = props
  return (
    <Callout kind={notice.severity}>
      <div className="callout__line">
        <span id={id} data-code={notice.code}>
          {wordNotice(notice)}
        </span>
        <span className="callout__actions">
          <RuleBadge code={notice.code} />
          {children}
        </span>
      </div>
    </Callout>
  )
}
