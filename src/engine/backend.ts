import * as tf from '@tensorflow/tfjs-core'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import wasmSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
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

/**
 * Starts TensorFlow.js in a worker, in float32 throughout: webgpu where there is a real adapter (a software one only
 * when webgpu is asked for by name), wasm otherwise and where the device cannot be had after all.
 *
 * The first training step compiles: on webgpu a shader for every op and shape, seconds in all, on wasm next to nothing.
 * Say so in the progress line until the first epoch reports.
 * @throws Failure 'no-webgpu' when it was asked for by name and cannot be had, 'no-webassembly'
 */
export async function startTfjs(preference: BackendPreference): Promise<StartedBackend> {
  const onWebgpu = await startTfjsOnWebgpu(preference)
  if (onWebgpu) return onWebgpu.environment
  await startGradients()
  await startWasm()
  return { backend: 'wasm', adapter: '', threads: 1, trainer: 'tfjs' }
}

export interface TfjsOnWebgpu {
  readonly environment: StartedBackend
  readonly device: GPUDevice
  /** The processor imitates a graphics processor. */
  readonly isSoftware: boolean
}

/** TensorFlow.js on webgpu; null, and nothing loaded, where the preference and the machine say wasm. */
export async function startTfjsOnWebgpu(preference: BackendPreference): Promise<TfjsOnWebgpu | null> {
  if ((await chooseDevice(preference, 'fp32')) !== 'webgpu') return null
  await startGradients()
  const started = await startWebgpu()
  if (started !== null) {
    const { adapter, ...device } = started
    return { environment: { backend: 'webgpu', adapter, threads: 1, trainer: 'tfjs' }, ...device }
  }
  if (preference === 'webgpu') throw new Failure('no-webgpu', {})
  return null
}

/** Today's losses bring their own derivatives; this lets a new one start out in plain ops. */
const startGradients = () => import('@tensorflow/tfjs-core/dist/register_all_gradients')

/** null where the backend does not start. */
async function startWebgpu(): Promise<
  (Omit<TfjsOnWebgpu, 'environment'> & { readonly adapter: string }) | null
> {
  await import('@tensorflow/tfjs-backend-webgpu')
  // the same choice as tfjs makes
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' })
  if (!adapter || !(await tf.setBackend('webgpu'))) return null
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info
  const name = description || [vendor, architecture].filter(Boolean).join(' ') || 'unnamed adapter'
  return {
    adapter: isFallbackAdapter ? `${name} (software)` : name,
    device: (tf.backend() as WebGPUBackend).device,
    isSoftware: isFallbackAdapter,
  }
}

async function startWasm(): Promise<void> {
  if (!('WebAssembly' in globalThis)) throw new Failure('no-webassembly', {})
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm')
  // Minified, the threaded build's own worker loses a name that its script refers to, and dies: one thread, and so
  // one file. All browsers that run this app have SIMD (the encoders' runtime needs it too).
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
  setWasmPaths({
    'tfjs-backend-wasm.wasm': wasmSimd,
    'tfjs-backend-wasm-simd.wasm': wasmSimd,
    'tfjs-backend-wasm-threaded-simd.wasm': wasmSimd,
  })
  if (!(await tf.setBackend('wasm')))
    throw new Failure('internal', { where: 'startBackend', detail: 'the wasm backend did not start' })
}
