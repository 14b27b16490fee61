import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AutoModel, Tensor } from '@huggingface/transformers'
import { InferenceSession, Tensor as WasmTensor } from 'onnxruntime-web'
import { weightsPath, type EncoderSpec } from '../../../src/core/encoders/encoder.ts'
import type { EncoderModel } from '../../../src/engine/protocol.ts'
import { encoderOver, stayIn } from '../node-encoder.ts'

type Model = Awaited<ReturnType<typeof AutoModel.from_pretrained>>

/** An encoder on the app's own runtime, which transformers.js does not use in Node. Its graph must be in one file. */
export async function openInWasm(models: string, spec: EncoderSpec): Promise<EncoderModel> {
  stayIn(models)
  const weights = readFileSync(join(models, spec.id, weightsPath(spec)))
  const session = await InferenceSession.create(weights, { executionProviders: ['wasm'] })
  const run = async (inputs: Readonly<Record<string, Tensor>>) => {
    const given = Object.entries(inputs).map(([name, { type, data, dims }]) => [
      name,
      new WasmTensor(type as 'float32', data as Float32Array, dims),
    ])
    const feeds = Object.fromEntries(given) as Record<string, WasmTensor>
    // as transformers.js does
    const ids = feeds['input_ids']
    if (ids && session.inputNames.includes('token_type_ids'))
      feeds['token_type_ids'] = new WasmTensor('int64', new BigInt64Array(ids.size), ids.dims)
    return session.run(
      Object.fromEntries(Object.entries(feeds).filter(([name]) => session.inputNames.includes(name))),
    )
  }
  const model = Object.assign(run, { sessions: { model: session } }) as unknown as Model
  return encoderOver(spec, model)
}
