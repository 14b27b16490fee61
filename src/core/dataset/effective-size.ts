import type { Dataset } from './dataset.ts'

/** What cases are worth that come several from one patient. */
export interface EffectiveSize {
  /** Intraclass correlation of the label within patients, 0 to 1. */
  readonly icc: number
  /** By how much the variance of a proportion exceeds that of as many independent cases. */
  readonly designEffect: number
  /** Independent cases that tell as much: cases / designEffect. */
  readonly effective: number
}

/**
 * Effective number of cases, or null where every patient has one case or there is a single patient. The design effect is
 * 1 + (m − 1) · ICC (Kish 1965), with m = Σ mᵢ² / Σ mᵢ for patients with different numbers of cases mᵢ (Donner and Klar
 * 2000). The ICC is the one-way ANOVA estimator, (MSB − MSW) / (MSB + (m₀ − 1) MSW), with m₀ = (n − Σ mᵢ² / n) / (k − 1)
 * for k patients and n cases; the sums of squares are added over the indicators of the classes, which for two classes is
 * the estimator of either. A negative one counts as 0.
 */
export function effectiveSize({
  classes,
  y,
  patientIds,
}: Pick<Dataset, 'classes' | 'y' | 'patientIds'>): EffectiveSize | null {
  const n = y.length
  const patients = new Map<string, Float64Array>()
  const totals = new Float64Array(classes.length)
  patientIds.forEach((patient, i) => {
    let counts = patients.get(patient)
    if (!counts) patients.set(patient, (counts = new Float64Array(classes.length)))
    counts[y[i]!]!++
    totals[y[i]!]!++
  })
  const k = patients.size
  if (k === n || k < 2) return null

  let squaredSizes = 0
  // Σ over patients and classes of count² / size: what the patients' means explain
  let explained = 0
  for (const counts of patients.values()) {
    const size = counts.reduce((sum, count) => sum + count, 0)
    squaredSizes += size ** 2
    explained += sumOfSquares(counts) / size
  }
  const between = (explained - sumOfSquares(totals) / n) / (k - 1)
  const within = (n - explained) / (n - k)
  const m0 = (n - squaredSizes / n) / (k - 1)
  const spread = between + (m0 - 1) * within
  const icc = spread > 0 ? Math.min(1, Math.max(0, (between - within) / spread)) : 0
  const designEffect = 1 + (squaredSizes / n - 1) * icc
  return { icc, designEffect, effective: n / designEffect }
}

const sumOfSquares = (values: Float64Array): number => values.reduce((sum, value) => sum + value ** 2, 0)
