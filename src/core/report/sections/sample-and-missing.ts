import type { Notice, NoticeCode } from '../../notice.ts'
import { known, type Answers, type ReportInput } from '../answer.ts'
import { leavesSitesOut } from '../../evaluation/compared-folds.ts'
import type { Results } from '../../evaluation/types.ts'
import { casesInWords, siteCounts } from '../facts.ts'
import { html, type Html } from '../html-text.ts'
import { counted } from '../words.ts'

/** Notices that speak of how much the cases tell, and of what is missing. */
const aboutSize: ReadonlySet<NoticeCode> = new Set<NoticeCode>([
  'few-events', 'few-events-in-folds', 'few-events-per-dimension', 'effective-size', 'classes-below-folds',
  'classes-with-one-patient', 'classes-not-in-folds', 'sites-not-tested', 'locked-without-classes',
]) // prettier-ignore
const aboutMissing: ReadonlySet<NoticeCode> = new Set<NoticeCode>([
  'texts-missing', 'pictures-missing', 'pictures-broken', 'pictures-not-found', 'vectors-missing', 'vectors-unusable',
  'table-values-missing', 'table-missing', 'missing-codes', 'not-numbers', 'note-without-known-words',
]) // prettier-ignore

export function sampleAndMissing(input: ReportInput): Answers<'10' | '11'> {
  const { results } = input
  return {
    '10': known(
      html`<p>${casesUsed(results)}</p>
        ${said(input, aboutSize)}`,
      'why that many, and why they suffice (the app makes no sample size calculation)',
    ),
    '11': known(
      html`<p>
          A missing value is a state, not a reason to drop a case. A missing number stands at the mean of the
          training cases, a missing category at none, and a column of its own says so; a case without a text,
          a picture or a vector keeps the rest, marked. The same holds in use.
        </p>
        ${said(input, aboutMissing)}`,
      'why values are missing',
    ),
  }
}

/** What became of all cases: which were cross-validated, locked away, or took no part. */
function casesUsed(results: Results): string {
  const { data, locked_test: locked, cross_validation: tested } = results
  const { unsited } = siteCounts(results)
  const apart = [
    tested && tested.cases < data.cases ? `${casesInWords(tested)} were tested in the cross-validation` : '',
    locked ? `${casesInWords(locked)} were locked away before it` : '',
    leavesSitesOut(results) && unsited > 0
      ? `${counted(unsited, 'case')} without a site took no part in the folds${locked ? ', but trained what predicts the locked cases' : ''}`
      : '',
  ].filter((part) => part !== '')
  const all = `All cases of the files, but for those under 20a, are ${casesInWords(data)}`
  return `${[all, ...apart].join('; ')}.`
}

function said({ results, wordNotice }: ReportInput, codes: ReadonlySet<NoticeCode>): Html {
  const notices = (results.data.notices ?? []).filter(({ code }: Notice) => codes.has(code))
  if (notices.length === 0) return html``
  return html`<ul>
    ${notices.map((notice) => html`<li>${wordNotice(notice)}</li>`)}
  </ul>`
}
