import { AutoModel, AutoTokenizer, env, LogLevel, Tensor } from '@huggingface/transformers'
import ortModule from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url'
import ortWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url'
import type { EncodedBatch, EncoderDevice, EncoderSpec } from '../core/encoders/encoder.ts'
import { Failure } from '../core/failure.ts'
import type { PooledVectors } from '../core/encoders/pooling.ts'
import { matrix, row } from '../core/math/matrix.ts'
import { chooseDevice } from './device.ts'
import { fetchFrom, fetchModel } from './model-files.ts'
import { poolOutput, type ModelOutput } from './pool-output.ts'
import type { EncoderOptions, TextEncoderModel } from './protocol.ts'
import { createTokenIds } from './token-ids.ts'

const localFolder = '/models/'

/**
 * Loads a verified model with transformers.js, wholly from this origin.
 * @throws Failure 'model-missing', 'model-corrupted', 'model-load-failed', 'no-webgpu'
 */
export async function loadEncoder({
  spec,
  preference,
  modelsUrl,
}: EncoderOptions): Promise<TextEncoderModel> {
  const device = await chooseDevice(preference)
  const files = await fetchModel(spec, modelsUrl)
  stayLocal()
  env.fetch = fetchFrom(files, `${localFolder}${spec.id}/`) as typeof fetch
  try {
    const tokenizer = await AutoTokenizer.from_pretrained(spec.id)
    const model = await AutoModel.from_pretrained(spec.id, { device, dtype: spec.dtype })
    return createEncoder(spec, device, tokenizer, model)
  } catch (thrown) {
    throw new Failure('model-load-failed', { id: spec.id, device, detail: String(thrown) })
  } finally {
    // The session holds its own copy by now; nothing more is ever asked for.
    env.fetch = fetchFrom(new Map(), localFolder) as typeof fetch
  }
}

/** docs/decisions/0008-workers.md says what each of these prevents. */
function stayLocal(): void {
  env.allowRemoteModels = false
  env.allowLocalModels = true
  env.localModelPath = localFolder
  env.useBrowserCache = false
  env.useWasmCache = false
  env.logLevel = LogLevel.ERROR
  const wasm = env.backends.onnx.wasm!
  wasm.wasmPaths = { mjs: ortModule, wasm: ortWasm }
  wasm.numThreads = globalThis.crossOriginIsolated ? Math.min(4, navigator.hardwareConcurrency) : 1
}

function createEncoder(
  spec: EncoderSpec,
  device: EncoderDevice,
  tokenizer: Awaited<ReturnType<typeof AutoTokenizer.from_pretrained>>,
  model: Awaited<ReturnType<typeof AutoModel.from_pretrained>>,
): TextEncoderModel {
  const tokenIds = createTokenIds((text) => tokenizer.encode(spec.prefix + text), spec.maxTokens)
  const special = new Set(tokenizer.all_special_ids)

  return {
    spec,
    device,
    countTokens: (texts) => Promise.resolve(Int32Array.from(texts, tokenIds.count)),

    async encode(batch): Promise<EncodedBatch> {
      const cut = batch.map(tokenIds.take)
      const vectors = matrix(batch.length, spec.dimensions)
      const present = new Uint8Array(batch.length)
      // A text of unknown words only is missing, whatever vector a model may give for them (R7).
      const known = [...cut.keys()].filter((i) => cut[i]!.ids.some((id) => !special.has(id)))
      if (known.length > 0) {
        const pooled = await run(known.map((i) => cut[i]!.ids))
        known.forEach((i, at) => {
          row(vectors, i).set(row(pooled.vectors, at))
          present[i] = pooled.present[at]!
        })
      }
      const truncated = cut.filter(({ ids, length }) => length > ids.length).length
      return { vectors, present, truncated }
    },

    async dispose() {
      await model.dispose()
    },
  }

  /** Token ids of n texts -> their pooled vectors, [n, dimensions]. */
  async function run(texts: readonly Int32Array[]): Promise<PooledVectors> {
    const length = Math.max(...texts.map((ids) => ids.length))
    const ids = new BigInt64Array(texts.length * length).fill(BigInt(tokenizer.pad_token_id ?? 0))
    const mask = new BigInt64Array(texts.length * length)
    texts.forEach((text, i) => {
      text.forEach((id, j) => {
        ids[i * length + j] = BigInt(id)
        mask[i * length + j] = 1n
      })
    })
    const shape = [texts.length, length]
    const output: ModelOutput = await model({
      input_ids: new Tensor('int64', ids, shape),
      attention_mask: new Tensor('int64', mask, shape),
    })
    return poolOutput(output, spec, { n: texts.length, length, mask })
  }
}
