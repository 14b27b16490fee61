import { beforeAll, describe, expect, test } from 'vitest'
import { useCpuBackend } from '../projection/testing/cpu-backend.ts'
import { auroc } from './metrics/auroc.ts'
import { compute } from './metrics/metric.ts'
import {
  everyChoice,
  meanOf,
  overfittingSettings,
  projectedBeforeTheSplit,
  randomLabels,
  repeatedPatients,
  runStudy,
  studyWith,
} from './testing/study.ts'
import type { UnitResult } from './types.ts'

beforeAll(useCpuBackend)

const projections = ['none', 'pca', 'contrastive'] as const

/** Mean AUROC of each projection and classifier over several data sets, none of which holds a signal. */
function meanAuroc(runs: readonly UnitResult[][], classifiers: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    projections.flatMap((projection) =>
      classifiers.map((classifier) => [
        `${projection} ${classifier}`,
        runs.reduce((sum, results) => sum + meanOf(results, projection, classifier, 'auroc'), 0) /
          runs.length,
      ]),
    ),
  )
}

function innerAuroc({ inner }: UnitResult, y: Int32Array): number {
  const { cases, proba } = inner!
  return compute(auroc, { y: cases.map((i) => y[i]!), proba: proba['lr']!, positive: 1 })!
}

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length

describe('without a signal nothing is found', () => {
  const classifiers = ['lr', 'knn']
  const validation = { folds: 2, repeats: 1, seed: 42 }

  // 900 cases in all: the standard error of the mean AUROC is 0.019
  test('R2: random labels give AUROC 0.5 with every projection, and far more when it is fitted on all cases', async () => {
    const study = studyWith({ classifiers, validation, preset: overfittingSettings })
    const sets = [1, 2, 3].map((seed) => randomLabels(300, 32, seed))
    const runs = await Promise.all(sets.map((data) => runStudy(data, study)))
    for (const [procedure, auroc] of Object.entries(meanAuroc(runs, classifiers)))
      expect(Math.abs(auroc - 0.5), `${procedure}: ${auroc}`).toBeLessThan(0.065)

    // R4: neither the projection nor the classifier has seen the inner rows, so these are at chance too (360 cases: 0.03)
    const inner = runs.flatMap((results, run) => results.map((result) => innerAuroc(result, sets[run]!.y)))
    expect(Math.abs(mean(inner) - 0.5)).toBeLessThan(0.09)

    const leaky = await runStudy(
      await projectedBeforeTheSplit(sets[0]!),
      studyWith({ classifiers, validation, projections: ['none'] }),
    )
    expect(meanOf(leaky, 'none', 'lr', 'auroc')).toBeGreaterThan(0.8)
  }, 60_000)

  // 600 cases in all: standard error 0.024
  test('R3: a search that chooses by labels, on networks that learn them by heart, gives AUROC 0.5 too', async () => {
    const preset = {
      ...everyChoice,
      contrastive: {
        ...overfittingSettings.contrastive,
        seeds: 2,
        search: { ...everyChoice.contrastive.search!, hidden: [4] },
      },
    }
    const study = studyWith({ classifiers, validation, preset, projections: ['none', 'contrastive'] })
    const sets = [5, 6].map((seed) => randomLabels(300, 32, seed))
    const runs = await Promise.all(sets.map((data) => runStudy(data, study)))
    for (const classifier of classifiers) {
      const found = mean(runs.map((results) => meanOf(results, 'contrastive', classifier, 'auroc')))
      expect(Math.abs(found - 0.5), `${classifier}: ${found}`).toBeLessThan(0.08)
    }
    const inner = runs.flatMap((results, run) => results.map((result) => innerAuroc(result, sets[run]!.y)))
    expect(Math.abs(mean(inner) - 0.5)).toBeLessThan(0.12)
  }, 60_000)

  // 900 patients in all: standard error 0.019
  test('R1: four rows a patient give AUROC 0.5 when grouped, and far more when patients are ignored', async () => {
    const study = studyWith({ classifiers, validation })
    const sets = [1, 2, 3].map((seed) => repeatedPatients(300, 8, seed))
    const runs = await Promise.all(sets.map((data) => runStudy(data, study)))
    for (const [procedure, auroc] of Object.entries(meanAuroc(runs, classifiers)))
      expect(Math.abs(auroc - 0.5), `${procedure}: ${auroc}`).toBeLessThan(0.065)

    const ungrouped = { ...sets[0]!, groups: sets[0]!.groups.map((_, row) => row) }
    const leaky = await runStudy(ungrouped, studyWith({ classifiers, projections: ['none'] }))
    expect(meanOf(leaky, 'none', 'knn', 'auroc')).toBeGreaterThan(0.8)
  }, 60_000)
})
