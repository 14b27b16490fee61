import { beforeAll, describe, expect, test } from 'vitest'
import { matrix } from '../../math/matrix.ts'
import { createRng } from '../../math/rng.ts'
import { useCpuBackend } from '../../projection/testing/cpu-backend.ts'
import { auroc } from '../metrics/auroc.ts'
import { compute } from '../metrics/metric.ts'
import { proceduresOf } from '../procedures.ts'
import { summarise, type Summary } from '../summarise.ts'
import { modalityOf, overfittingSettings, runStudy, studyWith, type VectorData } from '../testing/study.ts'
import type { UnitResult } from '../types.ts'
import { recalibrate } from './recalibrate.ts'

beforeAll(useCpuBackend)

/** Two classes whose centres lie a little apart in a few of many columns. */
function weakSignal(n: number, cols: number, seed: number): VectorData {
  const rng = createRng(seed, 'weak signal')
  const y = Int32Array.from({ length: n }, () => rng.int(2))
  const X = matrix(n, cols)
  y.forEach((c, i) => {
    for (let j = 0; j < cols; j++) X.data[i * cols + j] = rng.normal() + (j < 8 ? 0.45 * c : 0)
  })
  return {
    modalities: [modalityOf(X)],
    y,
    classes: ['no', 'yes'],
    positive: 1,
    groups: Int32Array.from(y.keys()),
  }
}

describe('R4: a classifier on in-sample projections, and what a calibrator fitted on other cases makes of it', () => {
  const data = weakSignal(600, 32, 5)
  // hardly a penalty: one chosen on cases that the projection has not seen would hide what in-sample projections do
  const classifiers = { ...overfittingSettings.classifiers, lr: { C: [100] } }
  const preset = { ...overfittingSettings, classifiers }
  const study = studyWith({ preset, projections: ['none', 'contrastive'] })
  let results: UnitResult[]
  let summary: Summary
  beforeAll(async () => {
    results = await runStudy(data, study)
    summary = summarise(results, data, study, Array.from(data.y, String))
  }, 120_000)

  const contrastive = () =>
    summary.performance.find(({ projection }) => projection === 'contrastive')!.classes[0]!.calibration

  test('its probabilities are far too extreme: the calibration slope is below 0.5', () => {
    const { slope } = contrastive().none
    expect(slope.value).toBeGreaterThan(0)
    expect(slope.value).toBeLessThan(0.5)
    expect(slope.ci95![1]).toBeLessThan(0.6)
  })

  test('cross-fitted Platt scaling brings the slope to about 1', () => {
    const { slope, ece } = contrastive().platt
    expect(slope.value).toBeGreaterThan(0.75)
    expect(slope.value).toBeLessThan(1.25)
    expect(ece.value).toBeLessThan(contrastive().none.ece.value! / 2)
  })

  test('at the same AUROC in every fold', () => {
    const { scored, inner } = proceduresOf(results, data).find((p) => p.projection === 'contrastive')!
    for (const [fold, of] of scored.entries()) {
      const scaled = recalibrate(of!, inner[fold]!, 'platt')!
      expect(compute(auroc, scaled)).toBeCloseTo(compute(auroc, of!)!, 3)
      expect([...scaled.proba.data]).not.toEqual([...of!.proba.data])
    }
  })
})
