import { availableKinds } from '../core/math/kernel-kind.ts'
import { kernelTrainer } from '../core/projection/kernels/trainer.ts'
import { tfjsTrainer } from '../core/projection/tfjs/trainer.ts'
import type { Trainer } from '../core/projection/trainer.ts'
import { startTfjsOnWebgpu, type StartedBackend } from './backend.ts'
import type { BackendPreference } from './protocol.ts'

export interface StartedTrainer {
  readonly environment: StartedBackend
  readonly trainer: Trainer
}

/**
 * What trains a study's networks: TensorFlow.js where there is a graphics processor, kernels of our own everywhere else, the
 * fastest that the machine has.
 * @throws Failure 'no-webgpu' when it was asked for by name and cannot be had
 */
export async function startTrainer(preference: BackendPreference): Promise<StartedTrainer> {
  const webgpu = await startTfjsOnWebgpu(preference)
  if (webgpu) return { environment: webgpu, trainer: tfjsTrainer }
  const kind = availableKinds()[0]!
  return {
    environment: { backend: 'wasm', adapter: '', threads: 1, trainer: kind },
    trainer: kernelTrainer(kind),
  }
}
