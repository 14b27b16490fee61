import { findMetric } from '../evaluation/metrics/registry.ts'
import type { Comparison, Verdict } from '../evaluation/types.ts'
import { formatDifference, formatMetric, metricDigits } from '../format.ts'
import { capitalised, projectionNouns } from './words.ts'

/**
 * The sentence shown first (R9), on the screen and in the report: "The projection helps: AUROC 0.871 against 0.842,
 * difference +0.029 (95 % interval +0.011 to +0.047)." Help, no benefit and harm are said equally plainly.
 */
export function verdictSentence(comparison: Comparison): string {
  const { a, b, difference, ci95 } = comparison
  const metric = findMetric(comparison.metric)
  const noun = metric?.noun ?? comparison.metric
  if (a === null || b === null || difference === null)
    return `${opening(comparison)}: ${noun} is undefined in every fold, so there is nothing to compare.`

  const digits = metricDigits(ci95)
  const interval = ci95
    ? `95 % interval ${formatDifference(ci95[0], digits)} to ${formatDifference(ci95[1], digits)}`
    : 'no interval from fewer than two folds'
  const direction = metric?.higherIsBetter === false ? '; lower is better' : ''
  const values = `${noun} ${formatMetric(a, digits)} against ${formatMetric(b, digits)}`
  return `${opening(comparison)}: ${values}, difference ${formatDifference(difference, digits)} (${interval}${direction}).`
}

/** "The projection helps", "No benefit shown over PCA": what is compared is named unless it is the usual pair. */
function opening({ compare: [subject, other], verdict }: Comparison): string {
  const over = other === 'none' ? '' : `${prepositions[verdict]}${projectionNouns[other]}`
  if (verdict === 'no benefit')
    return `No benefit ${subject === 'contrastive' ? '' : `of ${projectionNouns[subject]} `}shown${over}`
  return `${capitalised(projectionNouns[subject])} ${verdict}${over}`
}

const prepositions: Readonly<Record<Verdict, string>> = {
  helps: ' compared with ',
  'no benefit': ' over ',
  harms: ' compared with ',
}
