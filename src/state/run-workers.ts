import type { ExperimentData } from '../core/evaluation/types.ts'
import { Failure } from '../core/failure.ts'
import type { Evaluator } from '../engine/client.ts'
import type { BackendPreference } from '../engine/protocol.ts'
import { openWorker } from './open-worker.ts'
import { backendKey } from './run-environment.ts'
import type { Context } from './services.ts'

/** Each holds the data and a backend of its own: about 150 MB. */
const mostWorkers = 4

/** The workers of a comparison, all of one backend: a run is never made of two (R12). */
export interface RunWorkers {
  /** Begins with one. */
  readonly evaluators: readonly Evaluator[]
  readonly environment: Evaluator['environment']
  /** Names their backend, as far as it decides the bits. */
  readonly backend: string
  /**
   * Opens as many more as so many units can use.
   * @throws Failure 'internal' where one of them got another backend than the first, and what opening throws
   */
  openMore(units: number): Promise<void>
  /** Ends all of them. */
  terminate(): void
}

/** Opens the first worker: it decides the backend of all. @throws as `openWorker` */
export async function openRunWorkers(
  { services }: Context,
  preference: BackendPreference,
  data: ExperimentData,
  signal: AbortSignal,
): Promise<RunWorkers> {
  const open = (wanted: BackendPreference): Promise<Evaluator> =>
    openWorker(services.engine.openEvaluator(wanted, data), signal)
  const evaluators = [await open(preference)]
  const { environment } = evaluators[0]!
  const backend = backendKey(environment)
  return {
    evaluators,
    environment,
    backend,
    async openMore(units) {
      // A graphics processor is one queue; cores are several.
      const most = environment.backend === 'wasm' ? Math.min(services.cores, mostWorkers, units) : 1
      while (evaluators.length < most) {
        // by name: what a preference gives may have changed since the first was opened
        const another = await open(environment.backend)
        evaluators.push(another)
        const its = backendKey(another.environment)
        if (its !== backend)
          throw new Failure('internal', { where: 'comparison', detail: `${its} beside ${backend}` })
      }
    },
    terminate() {
      for (const evaluator of evaluators) evaluator.terminate()
    },
  }
}
