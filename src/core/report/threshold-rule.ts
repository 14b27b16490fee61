import type { OperatingPointRule } from '../study/study.ts'
import { formatMetric } from '../format.ts'

/** "at the threshold of each fold with the largest sum of sensitivity and specificity (Youden’s index) on ..." */
export function thresholdRule(rule: OperatingPointRule): string {
  if (rule.rule === 'fixed') return `at a threshold of ${formatMetric(rule.value, 2)}, fixed before the run`
  return `at the threshold of each fold with ${wanted(rule)} on inner predictions of its training cases`
}

function wanted(rule: Exclude<OperatingPointRule, { readonly rule: 'fixed' }>): string {
  if (rule.rule === 'youden') return 'the largest sum of sensitivity and specificity (Youden’s index)'
  const other = rule.rule === 'sensitivity' ? 'specificity' : 'sensitivity'
  return `the most ${other} at a ${rule.rule} of at least ${formatMetric(rule.value, 2)}`
}
