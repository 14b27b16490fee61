import type { ReactElement } from 'react'
import type { Results } from '../../core/evaluation/types.ts'
import { formatP } from '../../core/format.ts'
import { leavesSitesOut } from '../../core/evaluation/compared-folds.ts'
import { verdictSentence } from '../../core/report/verdict.ts'
import { classifierTitle, uncapitalised } from '../../core/report/words.ts'
import { projectionInWords } from '../../strings/words.ts'
import { plural } from '../../ui/format.ts'
import { Term } from '../../ui/term.tsx'
import './results.css'

/** With its fusion where the study has more than one: the table below shows both. */
function side({ comparison, study }: Results, i: 0 | 1): string {
  const cell = { projection: comparison.compare[i], fusion: comparison.fusion[i] }
  return projectionInWords(cell, study.fusion.length > 1)
}

/** The sentence that was asked for (R9): help, no benefit and harm are said equally plainly. */
export function VerdictPanel({ results }: { results: Results }): ReactElement {
  const { comparison, data, cross_validation: tested = data } = results
  return (
    <header className={`verdict verdict--${comparison.verdict.replace(' ', '-')}`}>
      <h1 data-testid="verdict" data-verdict={comparison.verdict}>
        {verdictSentence(comparison)}
      </h1>
      <p className="quiet">
        {side(results, 0)} against {uncapitalised(side(results, 1))},{' '}
        {uncapitalised(classifierTitle(comparison.classifier))}, on{' '}
        {leavesSitesOut(results)
          ? plural(comparison.pairs, 'site left out', 'sites left out')
          : plural(comparison.pairs, 'identical fold')}{' '}
        of {plural(tested.cases, 'case')} from {plural(tested.patients, 'patient')}
        {comparison.p !== null && (
          <>
            ;{' '}
            <Term
              word={formatP(comparison.p)}
              explanation="How often a difference this large would appear by chance if there were none. From the corrected resampled t-test (Nadeau and Bengio 2003)."
            />
          </>
        )}
        . Named before the run.
        {comparison.undefined_pairs > 0 &&
          ` ${plural(comparison.undefined_pairs, 'fold')} left out: the metric is not defined there.`}
      </p>
    </header>
  )
}
