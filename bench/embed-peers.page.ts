import { wrap, type Remote } from 'comlink'
import type { EncoderSpec } from '../src/core/encoders/encoder.ts'
import { openEncoder, type OpenEncoder } from '../src/engine/client.ts'
import { collectVectors, type Vectors } from './collect-vectors.ts'
import type { PipelineWorker } from './embed-pipeline.worker.ts'

export interface PeerTask {
  readonly spec: EncoderSpec
  /** Folder of this server that holds the model's, with a slash at both ends. */
  readonly modelsFolder: string
  /** Texts, or the addresses of pictures. */
  readonly inputs: readonly string[]
  /** Of the pipeline. */
  readonly batchSize: number
}

/** Inputs; the browser compiles the runtime's 27 MB a second time, for speed, while it already runs. */
const warmUp = 32

let task: PeerTask
let inputs: (string | Blob)[]
let encoder: OpenEncoder
let pipelineWorker: Worker
let pipeline: Remote<PipelineWorker>

/** Opens a model in the app's engine and in the pipeline, each warmed up. @returns the threads of either */
export async function start(started: PeerTask): Promise<number> {
  task = started
  const { spec, modelsFolder } = task
  inputs = spec.modality === 'text' ? [...task.inputs] : await Promise.all(task.inputs.map(fetchBlob))
  encoder = await openEncoder({
    spec,
    source: { kind: 'served', modelsUrl: new URL(modelsFolder, document.baseURI).href },
    longTexts: 'truncate',
    preference: 'wasm',
    signal: new AbortController().signal,
    onTrouble: ({ kind }) => {
      throw new Error(`not a fair run: ${kind}`)
    },
  })
  pipelineWorker = new Worker(new URL('./embed-pipeline.worker.ts', import.meta.url), { type: 'module' })
  pipeline = wrap<PipelineWorker>(pipelineWorker)
  const threads = await pipeline.load(spec, modelsFolder)
  await collectVectors(inputs.slice(0, warmUp), encoder)
  await pipeline.encode(inputs.slice(0, warmUp), task.batchSize)
  return threads
}

export interface PeerTimes {
  /** Milliseconds for all inputs. */
  readonly ours: number
  readonly pipeline: number
  /** The least cosine of the two vectors of an input. */
  readonly leastCosine: number
}

/** Both on all inputs, one after the other. */
export async function measure(): Promise<PeerTimes> {
  const ours = await timed(() => collectVectors(inputs, encoder))
  const theirs = await timed(() => pipeline.encode(inputs, task.batchSize))
  return {
    ours: ours.ms,
    pipeline: theirs.ms,
    leastCosine: leastCosine(ours.value, rowsOf(theirs.value, task.spec.dimensions)),
  }
}

export function end(): void {
  encoder.terminate()
  pipelineWorker.terminate()
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const start = performance.now()
  const value = await work()
  return { ms: performance.now() - start, value }
}

const fetchBlob = async (url: string): Promise<Blob> => (await fetch(url)).blob()

function rowsOf(blocks: readonly Float32Array[], dimensions: number): Vectors {
  return blocks.flatMap((block) =>
    Array.from({ length: block.length / dimensions }, (_, i) =>
      block.subarray(i * dimensions, (i + 1) * dimensions),
    ),
  )
}

function leastCosine(a: Vectors, b: Vectors): number {
  if (a.length !== b.length) throw new Error(`${a.length} vectors beside ${b.length}`)
  return Math.min(...a.map((vector, i) => cosine(vector, b[i]!)))
}

function cosine(a: Float32Array, b: Float32Array): number {
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
}

const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, j) => sum + value * b[j]!, 0)
