import { evaluateUnit } from '../core/evaluation/evaluate-unit.ts'
import { summarise } from '../core/evaluation/summarise.ts'
import type { ExperimentData } from '../core/evaluation/types.ts'
import { startBackend } from './backend.ts'
import type { StudyWorker } from './protocol.ts'
import { createYieldToLoop } from './yield-to-loop.ts'

/** Evaluates units of one experiment on one tfjs backend. */
export function createStudyEngine(start: typeof startBackend = startBackend): StudyWorker {
  let data: ExperimentData
  return {
    async init(preference, experiment) {
      data = experiment
      return start(preference)
    },

    evaluate(unit, { settings, ...options }, onEpoch) {
      return evaluateUnit(unit, data, settings, {
        ...options,
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
  }
}
