import type { EncoderSpec } from '../core/encoders/encoder.ts'
import { preprocessorName } from '../core/encoders/model-layout.ts'
import { trialInputs, type Trial } from '../core/encoders/trial.ts'
import { selfTestInput, type SelfTestReport } from '../engine/client.ts'
import type { EncodedBatch, EncoderDevice, EncoderInput, ModelSource } from '../engine/protocol.ts'
import { encodeInMemory } from './encode-inputs.ts'
import { openWorker } from './open-worker.ts'
import type { BackendPreference } from './machine.ts'
import type { Context } from './services.ts'

interface Use {
  readonly spec: EncoderSpec
  readonly source: ModelSource
  /** The machine decides where it is left out. */
  readonly preference?: BackendPreference
}

export interface EncodedFew extends EncodedBatch {
  /** Inputs that were longer than the encoder reads at once: their end was cut. */
  readonly overlong: number
  readonly device: EncoderDevice
  /** null where the model's folder has no self-test. */
  readonly selfTest: SelfTestReport | null
}

/**
 * Tries an encoder of a folder whose files are at hand, on WebAssembly: what it gives there is what it must give on a
 * graphics processor, whose driver may be wrong.
 * @throws Failure as encoding does: the vectors must be finite and of the right shape
 */
export async function tryEncoder(
  context: Context,
  spec: EncoderSpec,
  files: ReadonlyMap<string, Blob>,
  signal: AbortSignal,
): Promise<Trial> {
  const inputs = trialInputs(spec.modality, await readJson(files.get(preprocessorName)))
  const use = { spec, source: { kind: 'files', files }, preference: 'wasm' } as const
  const { vectors } = await encodeFew(context, use, inputs.map(selfTestInput), signal)
  return { encoder: spec, inputs, vectors }
}

const readJson = async (file: Blob | undefined): Promise<unknown> =>
  file ? JSON.parse(await file.text()) : null

/** Encodes a few inputs with a worker of their own, in batches as a job would. */
export async function encodeFew(
  { services, store }: Context,
  { spec, source, preference = store.getState().preference }: Use,
  inputs: readonly EncoderInput[],
  signal: AbortSignal,
): Promise<EncodedFew> {
  const opening = services.engine.openEncoder({
    spec,
    source,
    preference,
    longTexts: 'truncate',
    // what was mended for a few inputs leaves nothing to tell but the device, which is returned
    onTrouble: () => undefined,
    signal,
  })
  const encoder = await openWorker(opening, signal)
  try {
    const { overlong, ...encoded } = await encodeInMemory(encoder, inputs, signal)
    return {
      ...encoded,
      overlong: overlong.reduce((sum, flag) => sum + flag, 0),
      device: encoder.device,
      selfTest: encoder.selfTest,
    }
  } finally {
    encoder.terminate()
  }
}
