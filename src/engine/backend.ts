import * as tf from '@tensorflow/tfjs-core'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { Failure } from '../core/failure.ts'
import type { TrainerName } from '../core/projection/trainer.ts'
import { chooseDevice } from './device.ts'
import type { BackendPreference } from './protocol.ts'

export interface StartedBackend {
  readonly backend: 'webgpu' | 'wasm'
  /** What trains networks on it, by its name: its bits are its own (R12). */
  readonly trainer: TrainerName
  /** The graphics adapter as the browser names it; '' on wasm. */
  readonly adapter: string
  readonly threads: number
}

export interface StartedWebgpu {
  readonly device: GPUDevice
  /** As the browser names it. */
  readonly adapter: string
  /** The processor imitates a graphics processor. */
  readonly isSoftware: boolean
}

/**
 * The graphics device, as TensorFlow.js asks for it: with the adapter's own limits, where there is a real adapter (a software one only
 * when webgpu is asked for by name). Null, and nothing loaded, where the preference and the machine say wasm.
 * @throws Failure 'no-webgpu' when it was asked for by name and cannot be had
 */
export async function startWebgpu(preference: BackendPreference): Promise<StartedWebgpu | null> {
  if ((await chooseDevice(preference, 'fp32')) !== 'webgpu') return null
  await import('@tensorflow/tfjs-backend-webgpu')
  // the same choice as tfjs makes
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' })
  if (!adapter || !(await tf.setBackend('webgpu'))) {
    if (preference === 'webgpu') throw new Failure('no-webgpu', {})
    return null
  }
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info
  const name = description || [vendor, architecture].filter(Boolean).join(' ') || 'unnamed adapter'
  return {
    device: (tf.backend() as WebGPUBackend).device,
    adapter: isFallbackAdapter ? `${name} (software)` : name,
    isSoftware: isFallbackAdapter,
  }
}
