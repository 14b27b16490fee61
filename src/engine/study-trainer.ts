import { availableKinds } from '../core/math/kernel-kind.ts'
import { kernelTrainer } from '../core/projection/kernels/trainer.ts'
import type { Trainer } from '../core/projection/trainer.ts'
import { startWebgpu, type StartedBackend } from './backend.ts'
import type { BackendPreference } from './protocol.ts'
import { createWebgpuTrainer } from './webgpu-trainer.ts'

export interface StartedTrainer {
  readonly environment: StartedBackend
  readonly trainer: Trainer
}

/**
 * What trains a study's networks: kernels of our own on the graphics processor, where there is one, on the device that TensorFlow.js
 * started; everywhere else those of the fastest kind that the machine has.
 * @throws Failure 'no-webgpu' when it was asked for by name and cannot be had
 */
export async function startTrainer(preference: BackendPreference): Promise<StartedTrainer> {
  const webgpu = await startWebgpu(preference)
  if (webgpu)
    return {
      environment: { backend: 'webgpu', adapter: webgpu.adapter, threads: 1, trainer: 'webgpu' },
      trainer: createWebgpuTrainer(webgpu),
    }
  const kind = availableKinds()[0]!
  return {
    environment: { backend: 'wasm', adapter: '', threads: 1, trainer: kind },
    trainer: kernelTrainer(kind),
  }
}
