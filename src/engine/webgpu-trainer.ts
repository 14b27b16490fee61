import { Failure } from '../core/failure.ts'
import { matrix, type Matrix } from '../core/math/matrix.ts'
import type { DropoutStream } from '../core/projection/dropout.ts'
import { evenChunks } from '../core/projection/even-chunks.ts'
import { positivesOf } from '../core/projection/kernels/kernels.ts'
import { losses } from '../core/projection/losses/registry.ts'
import { widthsOf, type NetworkWeights } from '../core/projection/network.ts'
import { optimisers } from '../core/projection/optimisers/registry.ts'
import type { LossName, OptimiserName } from '../core/projection/presets.ts'
import type {
  EpochContext,
  EpochLosses,
  Labelled,
  LossGradient,
  Trainer,
  TrainingJob,
  TrainingRun,
} from '../core/projection/trainer.ts'
import { gradientKept, optimiserStep } from '../core/projection/webgpu/advance.ts'
import { networkPrograms } from '../core/projection/webgpu/programs.ts'
import type { Step } from '../core/projection/webgpu/step.ts'
import { throwIfAborted } from '../core/signal.ts'
import { checkDevice, type CheckedDevice } from './checked-device.ts'
import { NetworkMemory } from './webgpu-memory.ts'
import {
  compileNetwork,
  freeRows,
  uploadRows,
  type CompiledKernel,
  type CompiledNetwork,
  type DeviceRows,
} from './webgpu-network.ts'

/** Rows that are projected at once: bounds the memory of the hidden layer. */
const projectedRows = 4096
/** Steps that are given to the device at once. */
const stepsAtOnce = 8

/** Of what a step needs nothing of when it does not train. */
const untrained = { threshold: 0, scale: 1, numbers: [], keys: [], withPositives: 0, temperature: 1 }

export interface WebgpuTrainerOptions {
  readonly device: GPUDevice
  /** The processor imitates a graphics processor. */
  readonly isSoftware: boolean
}

interface NetworkKind {
  readonly widths: readonly number[]
  /** Rows of a batch, at most. */
  readonly rows: number
  readonly loss: LossName
  /** null: gradients are kept, nothing moves. */
  readonly optimiser: OptimiserName | null
}

type Compile = (kind: NetworkKind) => Promise<CompiledNetwork>

/**
 * Trains on a graphics processor with kernels of its own (core/projection/webgpu/): rows are gathered there by their numbers, a step is six to
 * eight dispatches, and the losses of an epoch are read once, at its end.
 */
export function createWebgpuTrainer({ device, isSoftware }: WebgpuTrainerOptions): Trainer {
  const busyThreads = isSoftware ? 1 : 16_384
  const gpu = checkDevice(device)
  const compiled = new Map<string, Promise<CompiledNetwork>>()
  /** Compiled once for each kind: a study trains many networks of few kinds. */
  const compile: Compile = (kind) => {
    const key = JSON.stringify(kind)
    const found = compiled.get(key)
    if (found) return found
    const { widths, rows, loss, optimiser } = kind
    const advance = optimiser === null ? gradientKept : optimiserStep(optimisers[optimiser])
    const programs = networkPrograms({ widths, rows, busyThreads }, losses[loss].pairwise, advance)
    const fresh = compileNetwork(device, programs)
    compiled.set(key, fresh)
    // so that a later try is a fresh one
    fresh.catch(() => compiled.delete(key))
    return fresh
  }
  return {
    name: 'webgpu',
    start: (job) => startRun(gpu, compile, job, job.settings.optimiser),
    project: (weights, X) => gpu.checked(() => project(device, compile, weights, X)),
  }
}

function startRun(
  gpu: CheckedDevice,
  compile: Compile,
  job: TrainingJob,
  optimiser: OptimiserName | null,
): Promise<WebgpuRun> {
  const { train, validation, initial, settings } = job
  const rows = Math.min(settings.batchSize, Math.max(train.X.rows, validation?.X.rows ?? 0, 1))
  return gpu.checked(
    async () => {
      const network = await compile({ widths: widthsOf(initial), rows, loss: settings.loss, optimiser })
      return new WebgpuRun(gpu, network, compile, job)
    },
    (run) => run.dispose(),
  )
}

class WebgpuRun implements TrainingRun {
  readonly #gpu: CheckedDevice
  readonly #network: CompiledNetwork
  readonly #compile: Compile
  readonly #job: TrainingJob
  readonly #train: DeviceRows
  readonly #validation: DeviceRows | null
  readonly #memory: NetworkMemory
  #steps = 0
  #epochs = 0

  constructor(gpu: CheckedDevice, network: CompiledNetwork, compile: Compile, job: TrainingJob) {
    const { train, validation, initial, settings } = job
    const { device } = gpu
    this.#gpu = gpu
    this.#network = network
    this.#compile = compile
    this.#job = job
    this.#train = uploadRows(device, train)
    this.#validation = validation && uploadRows(device, validation)
    this.#memory = new NetworkMemory(device, network, initial, {
      moments: optimisers[settings.optimiser].moments,
      losses: this.#lossCount,
      pairs: network.pairs,
      order: Math.max(train.X.rows, validation?.X.rows ?? 0),
    })
  }

  async epoch(order: Int32Array, dropout: DropoutStream, context: EpochContext): Promise<EpochLosses> {
    const { settings, validation } = this.#job
    const { forward, loss, backward, update, check } = this.#network
    const steps = this.#trainingSteps(order, dropout)
    const chunks = validation ? evenChunks(validation.X.rows, settings.batchSize) : []
    this.#epochs++
    const read = await this.#gpu.checked(async () => {
      this.#memory.setOrder(order.slice())
      await this.#run(this.#train, steps, [...forward, ...loss, ...backward, update], context)
      if (validation) {
        this.#memory.setOrder(ascending(validation.X.rows))
        await this.#run(
          this.#validation!,
          this.#watchingSteps(validation, chunks),
          [...forward, ...loss],
          context,
        )
      }
      const last = { ...untrained, start: 0, count: 1, lossAt: this.#lossCount - 1 }
      this.#memory.runOnce(this.#train, last, [check])
      return this.#memory.losses(this.#lossCount)
    })
    if (!read.every(Number.isFinite))
      throw new Failure('training-diverged', { loss: settings.loss, epoch: this.#epochs })
    const { rows } = this.#train
    return {
      train: sum(read.subarray(0, rows)) / steps.length,
      validation: validation ? sum(read.subarray(rows, this.#lossCount - 1)) / chunks.length : null,
    }
  }

  /** In a run of its own, whose batches may hold more rows than the settings' do. */
  async gradient(rows: Int32Array): Promise<LossGradient> {
    const settings = { ...this.#job.settings, batchSize: rows.length }
    const job = { ...this.#job, validation: null, initial: await this.weights(), settings }
    const run = await startRun(this.#gpu, this.#compile, job, null)
    try {
      return await run.#lossGradient(rows)
    } finally {
      run.dispose()
    }
  }

  weights(): Promise<NetworkWeights> {
    return this.#gpu.checked(() => this.#memory.weights())
  }

  dispose(): void {
    freeRows(this.#train)
    if (this.#validation) freeRows(this.#validation)
    this.#memory.destroy()
  }

  /** One for every training row and every validation row, and the check. */
  get #lossCount(): number {
    return this.#train.rows + (this.#validation?.rows ?? 0) + 1
  }

  #lossGradient(rows: Int32Array): Promise<LossGradient> {
    const { train, settings } = this.#job
    const { forward, loss, backward, update } = this.#network
    return this.#gpu.checked(async () => {
      this.#memory.setOrder(rows.slice())
      const batch = { start: 0, count: rows.length, lossAt: 0, withPositives: withPositives(train.y, rows) }
      const step = { ...untrained, ...batch, temperature: settings.temperature }
      this.#memory.runOnce(this.#train, step, [...forward, ...loss, ...backward, update])
      return { loss: sum(await this.#memory.losses(rows.length)), gradient: await this.#memory.gradient() }
    })
  }

  #trainingSteps(order: Int32Array, dropout: DropoutStream): Step[] {
    const { settings, train, initial } = this.#job
    const { formula } = optimisers[settings.optimiser]
    const steps: Step[] = []
    for (let start = 0; start < order.length; start += settings.batchSize) {
      const rows = order.subarray(start, start + settings.batchSize)
      steps.push({
        start,
        count: rows.length,
        lossAt: start,
        withPositives: withPositives(train.y, rows),
        temperature: settings.temperature,
        numbers: formula.numbers(++this.#steps, settings),
        ...dropoutOf(settings.dropout, initial.length - 1, dropout),
      })
    }
    return steps
  }

  #watchingSteps({ y }: Labelled, chunks: readonly (readonly [number, number])[]): Step[] {
    return chunks.map(([start, end]) => ({
      ...untrained,
      start,
      count: end - start,
      lossAt: this.#train.rows + start,
      withPositives: withPositives(y, ascending(end - start, start)),
      temperature: this.#job.settings.temperature,
    }))
  }

  /** The signal is looked at before every part, and the device is at most one part behind, so that a cancelled epoch ends soon. */
  async #run(
    rows: DeviceRows,
    steps: readonly Step[],
    kernels: readonly CompiledKernel[],
    { signal, yieldToLoop }: EpochContext,
  ): Promise<void> {
    const prepared = this.#memory.prepare(rows, steps, kernels)
    try {
      let before: Promise<undefined> | undefined
      for (let first = 0; first < steps.length; first += stepsAtOnce) {
        throwIfAborted(signal)
        prepared.submit(first, first + stepsAtOnce)
        await before
        before = this.#gpu.device.queue.onSubmittedWorkDone()
        await yieldToLoop?.()
      }
      await before
    } finally {
      prepared.destroy()
    }
  }
}

async function project(
  device: GPUDevice,
  compile: Compile,
  weights: NetworkWeights,
  X: Matrix,
): Promise<Matrix> {
  const widths = widthsOf(weights)
  const size = Math.max(1, Math.min(projectedRows, X.rows))
  // which loss it is does not matter to the way forward
  const network = await compile({ widths, rows: size, loss: 'pair', optimiser: null })
  const out = matrix(X.rows, widths.at(-1)!)
  const width = 4 * network.parameters.layers.at(-1)!.out4
  const memory = new NetworkMemory(device, network, weights, { moments: 0, losses: 1, pairs: 0, order: size })
  try {
    memory.setOrder(ascending(size))
    for (let start = 0; start < X.rows; start += size) {
      const count = Math.min(size, X.rows - start)
      const data = X.data.subarray(start * X.cols, (start + count) * X.cols)
      const rows = uploadRows(device, { X: { rows: count, cols: X.cols, data }, y: new Int32Array(count) })
      try {
        memory.runOnce(rows, { ...untrained, start: 0, count, lossAt: 0 }, network.forward)
        const Z = await memory.outputs(count)
        for (let i = 0; i < count; i++)
          out.data.set(Z.subarray(i * width, i * width + out.cols), (start + i) * out.cols)
      } finally {
        freeRows(rows)
      }
    }
    return out
  } finally {
    memory.destroy()
  }
}

function dropoutOf(
  rate: number,
  hiddenLayers: number,
  stream: DropoutStream,
): Pick<Step, 'threshold' | 'scale' | 'keys'> {
  if (rate === 0) return { threshold: 0, scale: 1, keys: [] }
  return {
    threshold: Math.ceil(rate * 4294967296),
    scale: 1 / (1 - rate),
    keys: Array.from({ length: hiddenLayers }, () => stream.nextKey()),
  }
}

/** Of the given rows, those that share their label with another of them. */
function withPositives(y: Int32Array, rows: Int32Array): number {
  const labels = rows.map((row) => y[row]!)
  return positivesOf(labels, labels.length).withPositives
}

const ascending = (count: number, first = 0): Int32Array<ArrayBuffer> =>
  Int32Array.from({ length: count }, (_, i) => first + i)

const sum = (values: Float32Array): number => values.reduce((all, value) => all + value, 0)
