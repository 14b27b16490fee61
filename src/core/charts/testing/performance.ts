import type {
  Basis,
  Calibration,
  ClassPerformance,
  Curve,
  ProcedurePerformance,
} from '../../evaluation/performance/performance.ts'

/** y on an even grid of x from 0 to 1, with a band of 0.05 on both sides. */
export function curve(yOf: (x: number) => number | null, points = 11): Curve {
  const x = Array.from({ length: points }, (_, i) => i / (points - 1))
  const y = x.map(yOf)
  return {
    x,
    y,
    low: y.map((value) => (value === null ? null : value - 0.05)),
    high: y.map((value) => (value === null ? null : value + 0.05)),
  }
}

const basis: Basis = { cases: 100, positives: 30, folds: 5, undefined_folds: 0 }

const calibration = (slope: number): Calibration => ({
  intercept: { value: 0.1, ci95: [-0.1, 0.3] },
  slope: { value: slope, ci95: [slope - 0.2, slope + 0.2] },
  brier: { value: 0.15, ci95: [0.12, 0.18] },
  ece: { value: 0.05, ci95: [0.03, 0.08] },
  curve: curve((x) => 0.1 + 0.8 * x),
  bins: [40, 20, 10, 5, 5, 0, 5, 5, 4, 6],
  basis,
})

const prevalence = 0.3

export const classPerformance = (name: string): ClassPerformance => ({
  class: name,
  cases: 100,
  positives: 30,
  roc: curve((x) => Math.sqrt(x)),
  pr: curve((x) => 1 - 0.5 * x),
  discrimination: basis,
  calibration: {
    none: calibration(0.6),
    platt: calibration(1),
    isotonic: { ...calibration(1.1), curve: null },
  },
  decision_curve: {
    model: curve((x) => 0.3 - 0.35 * x),
    treat_all: curve((x) => prevalence - ((1 - prevalence) * x) / Math.max(1 - x, 1e-6)).y as number[],
  },
})

/** Performance of logistic regression with a projection, on made-up curves. */
export function performance(
  projection: ProcedurePerformance['projection'],
  changes: Partial<ProcedurePerformance> = {},
): ProcedurePerformance {
  return {
    projection,
    fusion: 'single',
    classifier: 'lr',
    confusion: [
      [60, 10],
      [8, 22],
    ],
    classes: [classPerformance('ill')],
    operating_point: null,
    ...changes,
  }
}

export const compared = [
  { label: 'No projection', performance: performance('none') },
  { label: 'Contrastive', performance: performance('contrastive') },
]
