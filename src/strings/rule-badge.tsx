import type { ReactElement } from 'react'
import { noticeRules } from '../core/notice-rules.ts'
import type { NoticeCode } from '../core/notice.ts'
import { Term } from '../ui/term.tsx'
import { ruleTexts } from './rules.ts'

/** The rule that a notice is said for, and what it says on hover and on focus; nothing where there is none. */
export function RuleBadge({ code }: { code: NoticeCode }): ReactElement | null {
  const rule = noticeRules[code]
  return rule && <Term word={rule} explanation={`Rule ${rule}. ${ruleTexts[rule]}`} />
}
