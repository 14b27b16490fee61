import { evaluateUnit } from '../core/evaluation/evaluate-unit.ts'
import { summarise } from '../core/evaluation/summarise.ts'
import type { ExperimentData } from '../core/evaluation/types.ts'
import type { Trainer } from '../core/projection/trainer.ts'
import { fitFinalModel } from '../core/model/fit-final-model.ts'
import { modelFacts } from '../core/model/model-facts.ts'
import { packModel } from '../core/model/pack-model.ts'
import { heldOutVectors } from '../core/explore/held-out.ts'
import { layoutCases } from '../core/explore/map-layout.ts'
import { nearestPairs } from '../core/explore/nearest-pairs.ts'
import type { StudyWorker } from './protocol.ts'
import { startTrainer } from './study-trainer.ts'
import { createYieldToLoop } from './yield-to-loop.ts'

/** Evaluates units of one experiment with one trainer. */
export function createStudyEngine(start: typeof startTrainer = startTrainer): StudyWorker {
  let data: ExperimentData
  let trainer: Trainer
  return {
    async init(preference, experiment) {
      data = experiment
      const started = await start(preference)
      trainer = started.trainer
      return started.environment
    },

    evaluate(unit, { settings, ...options }, onEpoch) {
      return evaluateUnit(unit, data, settings, {
        ...options,
        trainer,
        // Told, not awaited: a page that is busy must not slow the training down.
        onEpoch: (epoch) => {
          onEpoch(epoch)
        },
        yieldToLoop: createYieldToLoop(),
        now: () => performance.now(),
      })
    },

    summarise: (results, study, caseIds, onProgress) =>
      Promise.resolve(summarise(results, data, study, caseIds, onProgress)),

    async fitFinalModel(about, study, choice, computedWith, onProgress) {
      const model = await fitFinalModel({ ...about, experiment: data }, study, choice, {
        computedWith,
        trainer,
        // Told, not awaited, as epochs are.
        onProgress: (progress) => {
          onProgress(progress)
        },
        yieldToLoop: createYieldToLoop(),
      })
      return { about: modelFacts(model), bytes: packModel(model) }
    },
    heldOut: (unit, { settings, seed }, onEpoch) =>
      heldOutVectors(unit, data, settings, {
        seed,
        trainer,
        onEpoch: (epoch) => {
          onEpoch(epoch)
        },
        yieldToLoop: createYieldToLoop(),
      }),

    layout: (X, method, seed, onPass) =>
      layoutCases(X, method, { seed, onPass, yieldToLoop: createYieldToLoop() }),

    nearestPairs: (most) => Promise.resolve(nearestPairs(data, most)),
  }
}
