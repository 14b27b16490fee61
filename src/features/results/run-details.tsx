import type { ReactElement } from 'react'
import type { CaseCounts, Results } from '../../core/evaluation/types.ts'
import { isTrainingTrouble } from '../../core/notice.ts'
import { fittedLines } from '../../core/report/fitted.ts'
import { citeNotice } from '../../strings/notices.ts'
import { countsInWords, trainerTitles, validationInWords } from '../../core/report/words.ts'
import { formatCount, formatSeconds, plural } from '../../ui/format.ts'
import { presetTitles } from '../../strings/words.ts'

/** What a reader needs to repeat the run, folded. */
export function RunDetails({ results }: { results: Results }): ReactElement {
  const { study, environment, data, timings, cells, locked_test, cross_validation } = results
  const shared = cells.reduce((sum, cell) => sum + cell.patients_shared, 0)
  const facts: [string, string][] = [
    ['Cases', `${formatCount(data.cases)} of ${formatCount(data.patients)} patients`],
    ['Classes', countsInWords(data.classes)],
    [
      'Left out',
      data.excluded.map((item) => `${item.reason}: ${formatCount(item.count)}`).join(', ') || 'none',
    ],
    ['Patients on both sides of a split', formatCount(shared)],
    ['Preset', typeof study.preset === 'string' ? presetTitles[study.preset] : 'Own numbers'],
    ['Encoders', encodersInWords(results)],
    ['Validation', `${validationInWords(study.validation)}; seed ${study.validation.seed}`],
    ...(locked_test && cross_validation
      ? [
          ['Cross-validated', counts(cross_validation)] as [string, string],
          ['Locked test set', counts(locked_test)] as [string, string],
        ]
      : []),
    [
      'Computed with',
      `${environment.backend}${environment.adapter ? ` (${environment.adapter})` : ''}, ${trainerTitles[environment.trainer ?? 'tfjs']}, Nearside ${environment.app}`,
    ],
    ['Time', timeInWords(timings)],
    ...fittedLines(results).map(({ label, facts }): [string, string] => [label, facts.join('; ')]),
    ...(data.notices ?? []).map((notice): [string, string] => [
      isTrainingTrouble(notice) ? 'Said about the run' : 'Said about the data',
      citeNotice(notice),
    ]),
  ]
  return (
    <details className="disclosure">
      <summary>How this was computed</summary>
      <dl className="facts">
        {facts.map(([term, value]) => (
          <div key={`${term} ${value}`} style={{ display: 'contents' }}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

const counts = ({ cases, patients }: CaseCounts): string =>
  `${plural(cases, 'case')} of ${plural(patients, 'patient')}`

/** Training and classifying are added up over workers that run at the same time. */
function timeInWords({ load_s, embed_s, train_s, classify_s, total_s }: Results['timings']): string {
  const parts = [
    ...(load_s === null ? [] : [`import ${formatSeconds(load_s)}`]),
    ...(embed_s === null ? [] : [`encode ${formatSeconds(embed_s)}`]),
    `train ${formatSeconds(train_s)} and classify ${formatSeconds(classify_s)} in worker seconds`,
  ]
  return `${formatSeconds(total_s)} in all: ${parts.join(', ')}`
}

/** A run of an earlier version names its encoder for texts in its study alone. */
function encodersInWords({ environment, study }: Results): string {
  const used = environment.encoders?.map(({ id }) => id) ?? [study.encoders.text ?? '']
  return used.filter((id) => id !== '').join(', ') || 'none'
}
