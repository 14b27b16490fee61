import type { ModelFacts } from '../../core/model/model-facts.ts'
import { formatShare } from '../../ui/format.ts'

/** The share is of the distances that set the threshold: it is what was aimed at, and no measurement on other cases. */
export const falseAlarmsInWords = ({
  falseAlarmRate,
  heldOutCases,
}: Pick<ModelFacts, 'falseAlarmRate' | 'heldOutCases'>): string =>
  `By the choice of the threshold, ${formatShare(falseAlarmRate)} of the ${heldOutCases.toLocaleString('en-GB')} held-out training cases lie beyond it; how often new cases would is not measured.`
