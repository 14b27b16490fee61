import type { LabelShuffle, ShuffledProcedure } from '../evaluation/types.ts'
import { formatMetric } from '../format.ts'
import { projectionNouns } from './words.ts'

const digits = 3

/** "At chance: ..." or "NOT at chance: ...", as it was judged. */
export function shuffleSentence({ procedures, verdict, chance }: LabelShuffle): string {
  const leaking = procedures.filter((procedure) => procedure.verdict === 'not at chance')
  const named = (which: readonly ShuffledProcedure[]): string =>
    which
      .map(({ projection, mean }) => `${formatMetric(mean, digits)} with ${projectionNouns[projection]}`)
      .join(' and ')
  const expected = formatMetric(chance, 1)
  if (verdict === null)
    return 'Not judged: AUROC is undefined in too many folds. A fold needs cases of every class.'
  if (verdict === 'at chance')
    return `At chance: with shuffled labels AUROC is ${named(procedures)}, not shown to differ from the ${expected} that is expected.`
  return `NOT at chance: with shuffled labels AUROC is ${named(leaking)}, where ${expected} is expected. Something leaks from the test cases into what is fitted: do not trust this run’s results.`
}

/** How it was judged, and what it cannot see. */
export const shuffleMethod =
  'Label sequences of patients were dealt to other patients, and both sides of the comparison fitted and tested again on the same folds. A side is not at chance where the 99 % interval of its mean over the deals (Student’s t) lies above chance. This checks the procedure: a few deals of few cases show only large leaks, of a tenth or two of AUROC at about a hundred cases. That words or copies in the data give the label away is looked for under Data, not here.'

/** "0.471 to 0.532". */
export const rangeText = (ends: readonly [number, number] | null): string =>
  ends ? `${formatMetric(ends[0], digits)} to ${formatMetric(ends[1], digits)}` : 'not defined'
