import type { EncoderModality } from '../core/encoders/encoder.ts'
import type { EncoderUse, Results } from '../core/evaluation/types.ts'
import type { StartedBackend } from '../engine/backend.ts'
import type { BackendPreference, EncoderDevice } from '../engine/protocol.ts'
import type { RunRecord } from './app-state.ts'
import { selfTestKey } from './encoder-checks.ts'
import type { Machine } from './machine.ts'
import type { Context } from './services.ts'
import { encoderOf } from './vectors.ts'
import type { StudySettings } from '../core/study/study.ts'

/** Names a backend as far as it decides the bits of a result (R12): units of another must not be mixed in. */
export const backendKey = ({ backend, trainer, adapter }: StartedBackend): string =>
  [backend, trainer, adapter].filter(Boolean).join(' ')

/** What to ask for so that a run's backend comes again. */
export const backendOf = (run: Pick<RunRecord, 'computedWith'>): BackendPreference =>
  run.computedWith.backend.startsWith('webgpu') ? 'webgpu' : 'wasm'

/**
 * What to ask for to fit something of a finished run once more, which says what it was fitted on: WebAssembly where the run is from
 * there, as one that could not go on with the graphics processor is; else what is preferred, as the run may be from another computer.
 */
export const refitBackend = (
  run: Pick<RunRecord, 'computedWith'>,
  preference: BackendPreference,
): BackendPreference => (backendOf(run) === 'wasm' ? 'wasm' : preference)

type Preflight = NonNullable<Results['environment']['preflight']>

/** What the browser and the computer offered, by the names that results.json has. */
export function preflightFacts(machine: Machine): Preflight {
  const { gpu } = machine
  return {
    secure_context: machine.secureContext,
    cross_origin_isolated: machine.crossOriginIsolated,
    web_assembly: machine.webAssembly,
    threads: machine.threads,
    adapter: machine.adapter,
    software_adapter: machine.softwareAdapter,
    half_precision: gpu?.halfPrecision ?? null,
    largest_buffer_bytes: gpu?.largestBuffer ?? null,
    memory_gb: machine.memory,
    storage_persisted: machine.persisted,
    storage_quota_bytes: machine.quota,
    service_worker: machine.serviceWorker,
  }
}

/** What computed the vectors of each modality that a study's cases have, sorted. */
export type UsedDevices = ReadonlyMap<EncoderModality, readonly string[]>

/** The encoders of a study as they were used, with the self-tests since the page was loaded. */
export function encoderUses(
  context: Context,
  study: Pick<StudySettings, 'encoders' | 'long_texts'>,
  used: UsedDevices,
): EncoderUse[] {
  const { selfTests } = context.store.getState()
  return Array.from(used, ([modality, devices]) => {
    const { spec } = encoderOf(context, modality, study)
    const reports = devices.flatMap((device) => {
      const report = selfTests.get(selfTestKey(spec, device as EncoderDevice))?.report
      return report ? [[device, { difference: report.difference, tolerance: report.tolerance }] as const] : []
    })
    const { id, revision, dtype } = spec
    return { id, revision, modality, dtype, devices, self_test: Object.fromEntries(reports) }
  })
}

/** Names all encoders of a study's vectors and what computed them: vectors of anything else are others. Empty without any. */
export function encodersInUse(
  context: Context,
  study: Pick<StudySettings, 'encoders' | 'long_texts'>,
  used: UsedDevices,
): string {
  const named = Array.from(
    used,
    ([modality, devices]) => `${encoderOf(context, modality, study).key} on ${devices.join(' and ')}`,
  )
  return named.join('; ')
}
