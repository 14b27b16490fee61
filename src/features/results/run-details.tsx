import type { ReactElement } from 'react'
import type { Results } from '../../core/evaluation/types.ts'
import { formatCount, formatSeconds } from '../../ui/format.ts'
import { presetTitles } from '../../strings/words.ts'

/** What a reader needs to repeat the run, folded. */
export function RunDetails({ results }: { results: Results }): ReactElement {
  const { study, environment, data, timings, cells } = results
  const shared = cells.reduce((sum, cell) => sum + cell.patients_shared, 0)
  const facts: [string, string][] = [
    ['Cases', `${formatCount(data.cases)} of ${formatCount(data.patients)} patients`],
    [
      'Classes',
      Object.entries(data.classes)
        .map(([name, n]) => `${name} ${formatCount(n)}`)
        .join(', '),
    ],
    [
      'Left out',
      data.excluded.map((item) => `${item.reason}: ${formatCount(item.count)}`).join(', ') || 'none',
    ],
    ['Patients on both sides of a split', formatCount(shared)],
    ['Preset', typeof study.preset === 'string' ? presetTitles[study.preset] : 'Own numbers'],
    ['Encoder', study.encoders.text ?? 'none'],
    [
      'Folds, repeats, seed',
      `${study.validation.folds}, ${study.validation.repeats}, ${study.validation.seed}`,
    ],
    [
      'Computed with',
      `${environment.backend}${environment.adapter ? ` (${environment.adapter})` : ''}, Nearside ${environment.app}`,
    ],
    [
      'Time',
      `${formatSeconds(timings.total_s)} in all: import ${formatSeconds(timings.load_s)}, encode ${formatSeconds(timings.embed_s)}, train ${formatSeconds(timings.train_s)}, classify ${formatSeconds(timings.classify_s)}`,
    ],
  ]
  return (
    <details className="disclosure">
      <summary>How this was computed</summary>
      <dl className="facts">
        {facts.map(([term, value]) => (
          <div key={term} style={{ display: 'contents' }}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
