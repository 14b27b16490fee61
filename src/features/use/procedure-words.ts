import type { ModelChoice } from '../../core/model/final-model.ts'
import type { Recalibration } from '../../core/evaluation/performance/performance.ts'
import { classifierTitle, uncapitalised } from '../../core/report/words.ts'
import { projectionTitles } from '../../strings/words.ts'

export const recalibrationTitles: Readonly<Record<Recalibration, string>> = {
  platt: 'Platt scaling',
  isotonic: 'Isotonic regression',
  none: 'None',
}

const calibrations: Readonly<Record<Recalibration, string>> = {
  platt: 'calibrated by Platt scaling',
  isotonic: 'calibrated by isotonic regression',
  none: 'not calibrated',
}

/** "Contrastive, logistic regression, calibrated by Platt scaling". */
export function procedureInWords({ projection, classifier, recalibration }: ModelChoice): string {
  return `${projectionTitles[projection]}, ${uncapitalised(classifierTitle(classifier))}, ${calibrations[recalibration]}`
}
