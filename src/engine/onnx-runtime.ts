import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm'
import type { Feed } from '../core/onnx/feeds.ts'

/** What an exported model says of some cases, row by row. */
export interface ModelOutputs {
  readonly probabilities: Float32Array
  readonly labels: readonly string[]
}

export type RunOnnxModel = (model: Uint8Array, feeds: readonly Feed[]) => Promise<ModelOutputs>

/**
 * Runs an exported model on onnxruntime-web's build with all processor kernels. The encoders' build, which drives a graphics
 * processor, knows neither float64 nor texts.
 * @param wasm where that build lies; absent in Node, which finds it by itself
 */
export function createOnnxRuntime(wasm?: string): RunOnnxModel {
  env.logLevel = 'error'
  env.wasm.numThreads = 1
  if (wasm !== undefined) env.wasm.wasmPaths = { wasm }
  return async (model, feeds) => {
    const session = await InferenceSession.create(model, { executionProviders: ['wasm'] })
    try {
      const { probabilities, label } = await session.run(
        Object.fromEntries(
          feeds.map(({ name, type, data, dims }) => [
            name,
            new Tensor(type as 'float32', data as Float32Array, dims),
          ]),
        ),
      )
      return {
        probabilities: probabilities!.data as Float32Array,
        labels: label!.data as unknown as readonly string[],
      }
    } finally {
      await session.release()
    }
  }
}
