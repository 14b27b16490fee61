import type { OperatingPointRule } from '../../study/study.ts'
import { columnOf, type Scored } from '../metrics/metric.ts'
import { rankingOf } from '../metrics/ranking.ts'

/**
 * The probability from which on a case is called positive, by a rule on given predictions; every predicted probability is a
 * candidate. Of several that do equally well the highest is taken, which calls the fewest cases positive.
 * @param predictions that neither projection nor classifier were fitted on (R3); null: there are none
 * @returns null where the rule cannot be followed: without cases of both kinds, or where no candidate is specific enough
 */
export function chooseThreshold(
  predictions: Scored | null,
  positive: number,
  rule: OperatingPointRule,
): number | null {
  if (rule.rule === 'fixed') return rule.value
  const candidates = predictions ? candidatesOf(predictions, positive) : []
  if (rule.rule === 'youden')
    return best(candidates, ({ sensitivity, specificity }) => sensitivity + specificity)
  if (rule.rule === 'sensitivity')
    return candidates.find(({ sensitivity }) => sensitivity >= rule.value)?.threshold ?? null
  const specific = candidates.filter(({ specificity }) => specificity >= rule.value)
  return best(specific, ({ sensitivity }) => sensitivity)
}

interface Candidate {
  readonly threshold: number
  readonly sensitivity: number
  readonly specificity: number
}

/** From the highest down; empty without cases of both kinds. */
function candidatesOf({ y, proba }: Scored, positive: number): Candidate[] {
  const p = columnOf(proba, positive)
  const ranking = rankingOf(p, (row) => y[row] === positive)
  const positives = ranking.positive.reduce((sum, flag) => sum + flag, 0)
  const negatives = y.length - positives
  if (positives === 0 || negatives === 0) return []
  let at = 0
  let truePositives = 0
  return Array.from(ranking.ends, (end) => {
    for (; at < end; at++) truePositives += ranking.positive[at]!
    return {
      threshold: p[ranking.order[end - 1]!]!,
      sensitivity: truePositives / positives,
      specificity: 1 - (end - truePositives) / negatives,
    }
  })
}

function best(candidates: readonly Candidate[], worth: (candidate: Candidate) => number): number | null {
  let chosen: Candidate | null = null
  for (const candidate of candidates)
    if (!chosen || worth(candidate) > worth(chosen) + rounding) chosen = candidate
  return chosen?.threshold ?? null
}

/** Far above the rounding of sums of shares, far below one case in a million. */
const rounding = 1e-12
