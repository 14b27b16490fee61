import type { ModelChoice } from '../../core/model/final-model.ts'
import type { Recalibration } from '../../core/evaluation/performance/performance.ts'
import { classifierTitle, uncapitalised } from '../../core/report/words.ts'
import { projectionTitles } from '../../strings/words.ts'

export const recalibrationTitles: Readonly<Record<Recalibration, string>> = {
  platt: 'Platt scaling',
  isotonic: 'Isotonic regression',
  none: 'None',
}

/** "Contrastive, logistic regression, Platt scaling". */
export function procedureInWords({ projection, classifier, recalibration }: ModelChoice): string {
  const calibration =
    recalibration === 'none'
      ? 'not calibrated'
      : `calibrated by ${uncapitalised(recalibrationTitles[recalibration])}`
  return `${uncapitalised(projectionTitles[projection])}, ${uncapitalised(classifierTitle(classifier))}, ${calibration}`
}
