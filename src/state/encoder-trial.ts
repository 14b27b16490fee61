import type { Dtype, EncoderModality, EncoderSpec } from '../core/encoders/encoder.ts'
import type { ManifestEncoder } from '../core/encoders/manifest.ts'
import type { SelfTest, SelfTestInput } from '../core/encoders/self-test.ts'
import { row } from '../core/math/matrix.ts'
import type { EncodedBatch, EncoderDevice, EncoderInput, ModelSource } from '../engine/protocol.ts'
import { selfTestInput, unlessAborted, type SelfTestReport } from '../engine/client.ts'
import { openWorker } from './open-worker.ts'
import type { BackendPreference } from './machine.ts'
import type { Context } from './services.ts'

interface Trial {
  readonly spec: EncoderSpec
  readonly source: ModelSource
  /** The machine decides where it is left out. */
  readonly preference?: BackendPreference
}

export interface TrialResult extends EncodedBatch {
  readonly device: EncoderDevice
  /** null where the model's folder has no self-test. */
  readonly selfTest: SelfTestReport | null
}

/** Two made-up inputs for either kind of encoder. */
const trialInputs: Readonly<Record<EncoderModality, readonly SelfTestInput[]>> = {
  text: [
    { text: 'Shortness of breath and swollen ankles since last week.' },
    { text: 'A fall at home, the hip hurts.' },
  ],
  image: [1, 2].map((seed) => ({ picture: { width: 256, height: 256, seed } })),
}

/** Quantised weights round differently on different devices. */
const tolerances: Readonly<Record<Dtype, number>> = { fp32: 1e-3, fp16: 1e-2, q8: 1e-2 }

/** Encodes two made-up inputs: the vectors must be finite and of the right shape. @throws Failure as encoding does */
export const trialRun = (context: Context, trial: Trial, signal: AbortSignal): Promise<TrialResult> =>
  encodeOnce(context, trial, trialInputs[trial.spec.modality].map(selfTestInput), signal)

/** The trials of a model's encoders, in their order, as the self-test that its folder lacks. */
export function selfTestOf(encoders: readonly ManifestEncoder[], trials: readonly TrialResult[]): SelfTest {
  return {
    tolerance: Math.max(...encoders.map(({ dtype }) => tolerances[dtype])),
    inputs: encoders.flatMap(({ modality }) => trialInputs[modality]),
    vectors: trials.flatMap(({ vectors }) =>
      Array.from({ length: vectors.rows }, (_, i) => Array.from(row(vectors, i))),
    ),
  }
}

/** Encodes a few inputs with a worker of their own. */
export async function encodeOnce(
  { services, store }: Context,
  { spec, source, preference = store.getState().preference }: Trial,
  inputs: readonly EncoderInput[],
  signal: AbortSignal,
): Promise<TrialResult> {
  const encoder = await openWorker(
    services.engine.openEncoder({
      spec,
      source,
      preference,
      longTexts: 'truncate',
      // a lost device was made good for; there is nothing to tell of two inputs
      onTrouble: () => undefined,
    }),
    signal,
  )
  try {
    const batch = await unlessAborted(encoder.encode(inputs), signal)
    return { ...batch, device: encoder.device, selfTest: encoder.selfTest }
  } finally {
    encoder.terminate()
  }
}
