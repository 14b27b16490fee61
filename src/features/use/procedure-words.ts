import { calibrationOf, type ModelCalibration, type ModelFacts } from '../../core/model/model-facts.ts'
import type { Recalibration } from '../../core/evaluation/performance/performance.ts'
import { classifierTitle, uncapitalised } from '../../core/report/words.ts'
import { projectionTitles } from '../../strings/words.ts'

export const recalibrationTitles: Readonly<Record<Recalibration, string>> = {
  platt: 'Platt scaling',
  isotonic: 'Isotonic regression',
  none: 'None',
}

const calibrations: Readonly<Record<ModelCalibration, string>> = {
  platt: 'calibrated by Platt scaling',
  isotonic: 'calibrated by isotonic regression',
  none: 'not calibrated',
  'not-possible': 'not calibrated (it was asked for, but the held-out cases lack those of a class)',
}

/** "Contrastive, logistic regression, calibrated by Platt scaling". */
export function procedureInWords(model: Pick<ModelFacts, 'choice' | 'isCalibrated'>): string {
  const { projection, classifier } = model.choice
  return `${projectionTitles[projection]}, ${uncapitalised(classifierTitle(classifier))}, ${calibrations[calibrationOf(model)]}`
}
