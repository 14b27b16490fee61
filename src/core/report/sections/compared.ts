import type { Results } from '../../evaluation/types.ts'
import { formatP } from '../../format.ts'
import { metricNoun } from '../facts.ts'
import { html, type Html } from '../html-text.ts'
import {
  capitalised,
  classifierTitle,
  counted,
  fusionNouns,
  projectionNouns,
  uncapitalised,
  validationInWords,
} from '../words.ts'

/** The comparison named before the run, in words, and the validation it rests on. */
export function comparedSection(results: Results): Html {
  const { study, comparison, cells } = results
  const { folds_column, leave_out } = study.validation
  const isDrawn = folds_column === undefined && leave_out === undefined
  const [a, b] = comparison.compare.map((projection) => projectionNouns[projection])
  const [subject, other] = comparison.fusion.map((fusion) => fusionNouns[fusion])
  const fusion = subject === other ? '' : ` (${subject} against ${other})`
  const shared = Math.max(0, ...cells.map((cell) => cell.patients_shared))
  const undefinedFolds =
    comparison.undefined_pairs > 0
      ? ` ${counted(comparison.undefined_pairs, 'fold')} left out because ${metricNoun(comparison.metric)} is undefined there.`
      : ''
  return html`<section>
    <h2>What was compared</h2>
    <p>
      ${capitalised(metricNoun(comparison.metric))} of
      ${uncapitalised(classifierTitle(comparison.classifier))} with ${a!} against ${b!}${fusion}, paired on
      ${counted(comparison.pairs, 'identical fold')}, named before the
      run${comparison.p === null ? '' : `; ${formatP(comparison.p)}`}.${undefinedFolds}
      ${validationInWords(study.validation)}${isDrawn ? ', split by patient, then by class' : ''}; seed
      ${study.validation.seed}.${lockedAway(results)} Patients shared by training and test cases:
      ${shared === 0 ? '0 in every fold' : `up to ${shared} in a fold`}.
    </p>
  </section>`
}

const lockedAway = ({ locked_test, cross_validation }: Results): string =>
  locked_test && cross_validation
    ? ` ${counted(cross_validation.cases, 'case')} were cross-validated; ${counted(locked_test.cases, 'case')} were locked away before.`
    : ''
