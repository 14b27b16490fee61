import {
  recalibrations,
  type Estimate,
  type ProcedurePerformance,
} from '../evaluation/performance/performance.ts'

/** A figure of a procedure that is no mean over folds. */
export interface PerformanceLine extends Pick<ProcedurePerformance, 'projection' | 'fusion' | 'classifier'> {
  readonly level: 'calibration' | 'threshold'
  readonly metric: string
  readonly class?: string
  readonly recalibration?: string
  /** At which the predictive values hold. */
  readonly prevalence?: number
  /** Cases that it is made of; absent in runs stored by earlier versions. */
  readonly n_test?: number
  readonly value: number | null
  readonly ci95: Estimate['ci95']
}

/** Calibration of every class, as predicted and recalibrated, then what is right and wrong at the chosen thresholds. */
export function performanceLines({
  projection,
  fusion,
  classifier,
  classes,
  operating_point: point,
}: ProcedurePerformance): PerformanceLine[] {
  const procedure = { projection, fusion, classifier }
  const calibration = classes.flatMap(({ class: name, calibration: of }) =>
    recalibrations.flatMap((recalibration) => {
      const { intercept, slope, brier, ece, basis } = of[recalibration]
      const figures = { calibration_intercept: intercept, calibration_slope: slope, brier, ece }
      return Object.entries(figures).map(
        ([metric, estimate]) =>
          ({
            ...procedure,
            level: 'calibration',
            metric,
            class: name,
            recalibration,
            ...(basis && { n_test: basis.cases }),
            ...estimate,
          }) as const,
      )
    }),
  )
  if (!point) return calibration
  const { sensitivity, specificity, prevalence, ppv, npv, at_stated_prevalence: stated, basis } = point
  const at = (metric: string, estimate: Estimate, share?: number): PerformanceLine => ({
    ...procedure,
    level: 'threshold',
    metric,
    ...(share !== undefined && { prevalence: share }),
    ...(basis && { n_test: basis.cases }),
    ...estimate,
  })
  return [
    ...calibration,
    at('sensitivity', sensitivity),
    at('specificity', specificity),
    at('ppv', ppv, prevalence),
    at('npv', npv, prevalence),
    ...(stated ? [at('ppv', stated.ppv, stated.prevalence), at('npv', stated.npv, stated.prevalence)] : []),
  ]
}
