import { Failure, type FailureData } from '../core/failure.ts'
import type { RunRecord } from './app-state.ts'
import type { RunWorkers } from './run-workers.ts'
import type { Context } from './services.ts'

/** Writes a run's record, or resumes it. */
export type RunBeginning = (computedWith: RunRecord['computedWith']) => Promise<RunRecord>

/** The record of a comparison over its attempts: all units under it are of the backend that it names (R12). */
interface KeptRecord {
  /** As it was last written; null until an attempt has begun it. */
  run(): RunRecord | null
  /**
   * The record for workers of an attempt: begun by the first one, and begun again, without what was finished, by one on another backend.
   * @returns moved: it was begun again, by this attempt or an earlier one
   * @throws Failure 'no-webgpu' where they have another graphics processor than the record: its own is not there (a software one is
   *   offered while it starts anew)
   */
  on(
    workers: Pick<RunWorkers, 'backend' | 'environment'>,
  ): Promise<{ readonly run: RunRecord; readonly moved: boolean }>
  /** Writes how the comparison ended, where it did not finish. */
  end(failure: FailureData): Promise<void>
}

/** @param encoder names the encoders of the vectors and what computed them */
export function keepRecord({ services }: Context, encoder: string, begin: RunBeginning): KeptRecord {
  const { runs } = services.storage
  let run: RunRecord | null = null
  let moved = false
  return {
    run: () => run,
    async on({ backend, environment }) {
      const computedWith = { encoder, backend, app: services.appVersion }
      if (!run) run = await begin(computedWith)
      else if (run.computedWith.backend !== backend) {
        if (environment.backend === 'webgpu') throw new Failure('no-webgpu', {})
        run = await runs.startOver(run.id, computedWith)
        moved = true
      }
      return { run, moved }
    },
    async end(failure) {
      if (!run) return
      if (failure.code === 'cancelled') await runs.setStatus(run.id, 'cancelled')
      else await runs.fail(run.id, failure)
    },
  }
}
