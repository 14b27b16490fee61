import { planUnits } from '../../src/core/evaluation/plan.ts'
import type { ExperimentData } from '../../src/core/evaluation/types.ts'
import { robust } from '../../src/core/projection/presets.ts'
import type { ProjectionName } from '../../src/core/projection/projection.ts'
import { defaultSettings } from '../../src/core/study/default-settings.ts'
import type { Study } from '../../src/core/study/study.ts'
import { openEvaluator } from '../../src/engine/client.ts'
import { runUnits } from '../../src/state/run-units.ts'
import { madeCases } from '../made-cases.ts'

export interface Grid {
  readonly cases: number
  readonly columns: number
  readonly classes: number
  readonly classifiers: readonly string[]
  readonly projections: readonly ProjectionName[]
  readonly folds: number
  readonly workers: number
  readonly seed: number
}

/** Seconds, but for the AUROC. */
export interface GridFigures {
  /** By the clock on the wall, from opening the workers to the summary. */
  readonly total: number
  readonly summary: number
  /** Summed over the folds: fitting the projection and projecting all cases. */
  readonly projecting: Readonly<Record<string, number>>
  /** projection -> classifier -> summed over the folds: both fits and predictions. */
  readonly classifying: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** projection -> classifier -> mean AUROC. */
  readonly auroc: Readonly<Record<string, Readonly<Record<string, number>>>>
}

function dataOf({ cases, columns, classes, seed }: Grid): ExperimentData {
  const { X, y } = madeCases(cases, columns, classes, seed)
  return {
    modalities: [{ name: 'made', X, present: new Uint8Array(cases).fill(1) }],
    y,
    classes: Array.from({ length: classes }, (_, c) => `class ${c}`),
    positive: classes === 2 ? 1 : null,
    groups: Int32Array.from({ length: cases }, (_, i) => i),
  }
}

function studyOf({ projections, classifiers, folds, seed }: Grid): Study {
  return {
    ...defaultSettings(),
    version: 1,
    name: 'grid',
    files: [],
    encoders: {},
    projections,
    fusion: ['single'],
    preset: 'robust',
    classifiers,
    validation: { folds, repeats: 1, seed },
    primary: { metric: 'auroc', classifier: classifiers[0]!, compare: ['contrastive', 'none'] },
  }
}

/** A study's comparison as the app runs it: workers, units, summary. */
export async function runGrid(grid: Grid): Promise<GridFigures> {
  const data = dataOf(grid)
  const study = studyOf(grid)
  const started = performance.now()
  const evaluators = await Promise.all(
    Array.from({ length: grid.workers }, () => openEvaluator('wasm', data)),
  )
  const projecting: Record<string, number> = {}
  const classifying: Record<string, Record<string, number>> = {}
  const auroc: Record<string, Record<string, number>> = {}
  const results = new Array<Parameters<Parameters<typeof runUnits>[1]['onUnit']>[0]>()
  await runUnits(evaluators, {
    units: planUnits({ data, study }),
    settings: robust,
    seed: grid.seed,
    classifiers: grid.classifiers,
    onEpoch: () => {},
    onUnit: async (result) => {
      results.push(result)
      const { projection } = result.unit
      projecting[projection] = (projecting[projection] ?? 0) + result.seconds.train
      const seconds = (classifying[projection] ??= {})
      const values = (auroc[projection] ??= {})
      for (const cell of result.cells) {
        seconds[cell.classifier] = (seconds[cell.classifier] ?? 0) + cell.seconds - result.seconds.train
        values[cell.classifier] = (values[cell.classifier] ?? 0) + (cell.metrics['auroc'] ?? NaN) / grid.folds
      }
    },
  })
  const evaluated = performance.now()
  const ids = Array.from({ length: grid.cases }, (_, i) => `${i}`)
  await evaluators[0]!.summarise(results, study, ids, () => {})
  const done = performance.now()
  evaluators.forEach((evaluator) => evaluator.terminate())
  return {
    total: (done - started) / 1000,
    summary: (done - evaluated) / 1000,
    projecting,
    classifying,
    auroc,
  }
}
