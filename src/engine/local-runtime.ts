import { env, LogLevel } from '@huggingface/transformers'
import ortModule from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url'
import ortWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url'

/**
 * Keeps transformers.js and its runtime on this origin; docs/decisions/0008-workers.md says what each setting prevents.
 * @param modelsFolder where models are asked for, with a slash at its end
 */
export function setLocalRuntime(modelsFolder: string): void {
  env.allowRemoteModels = false
  env.allowLocalModels = true
  env.localModelPath = modelsFolder
  env.useBrowserCache = false
  env.useWasmCache = false
  env.logLevel = LogLevel.ERROR
  const wasm = env.backends.onnx.wasm!
  wasm.wasmPaths = { mjs: ortModule, wasm: ortWasm }
  wasm.numThreads = wasmThreads()
}

/** Threads that a model runs on in WebAssembly, which shares memory only on a cross-origin isolated page. */
const wasmThreads = (): number =>
  globalThis.crossOriginIsolated ? Math.min(4, navigator.hardwareConcurrency) : 1
