import * as tf from '@tensorflow/tfjs-core'
import wasmSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import { Failure } from '../../core/failure.ts'
import { startWebgpu, type StartedBackend } from '../backend.ts'
import type { BackendPreference } from '../protocol.ts'

/**
 * Starts TensorFlow.js in a worker, in float32 throughout, for the reference trainer: on webgpu where the preference and the machine say so,
 * else on wasm. The app trains by kernels of its own; these are compared with the reference, and measured beside it.
 *
 * The first training step compiles: on webgpu a shader for every op and shape, seconds in all, on wasm next to nothing.
 * @throws Failure 'no-webgpu' when it was asked for by name and cannot be had
 */
export async function startTfjs(preference: BackendPreference): Promise<StartedBackend> {
  // today's losses bring their own derivatives; this lets a new one start out in plain ops
  await import('@tensorflow/tfjs-core/dist/register_all_gradients')
  const webgpu = await startWebgpu(preference)
  if (webgpu) return { backend: 'webgpu', adapter: webgpu.adapter, threads: 1, trainer: 'tfjs' }
  await startWasm()
  return { backend: 'wasm', adapter: '', threads: 1, trainer: 'tfjs' }
}

async function startWasm(): Promise<void> {
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
