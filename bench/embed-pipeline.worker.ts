import { env, pipeline } from '@huggingface/transformers'
import { expose } from 'comlink'
import type { EncoderSpec } from '../src/core/encoders/encoder.ts'
import { setLocalRuntime } from '../src/engine/local-runtime.ts'
import { installTrustedTypes } from '../src/engine/trusted-types.ts'

installTrustedTypes()

type Run = (batch: readonly (string | Blob)[]) => Promise<{ readonly data: unknown }>

let run: Run

/** transformers.js as its documentation shows it: one call a batch, in the order that the inputs come in. */
const worker = {
  /** @returns threads that the runtime may use */
  async load({ id, modality, dtype }: EncoderSpec, modelsFolder: string): Promise<number> {
    setLocalRuntime(modelsFolder)
    const options = { device: 'wasm', dtype } as const
    if (modality === 'text') {
      const extract = await pipeline('feature-extraction', id, options)
      run = (texts) => extract(texts as string[], { pooling: 'mean' })
    } else {
      const extract = await pipeline('image-feature-extraction', id, options)
      run = (pictures) => extract(pictures as never, { pool: true })
    }
    return env.backends.onnx.wasm!.numThreads!
  },

  /** The vectors, row by row. */
  async encode(inputs: readonly (string | Blob)[], batchSize: number): Promise<Float32Array[]> {
    const blocks: Float32Array[] = []
    for (let at = 0; at < inputs.length; at += batchSize) {
      const { data } = await run(inputs.slice(at, at + batchSize))
      blocks.push(data as Float32Array)
    }
    return blocks
  },
}

export type PipelineWorker = typeof worker

expose(worker)
