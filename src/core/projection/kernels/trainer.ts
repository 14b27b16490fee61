import { Failure } from '../../failure.ts'
import type { KernelKind } from '../../math/kernel-kind.ts'
import { allocateOnce } from '../../math/panel-kernels.ts'
import { throwIfAborted } from '../../signal.ts'
import type { DropoutStream } from '../dropout.ts'
import { evenChunks } from '../even-chunks.ts'
import { losses } from '../losses/registry.ts'
import { widthsOf, type NetworkWeights } from '../network.ts'
import { optimisers } from '../optimisers/registry.ts'
import type {
  EpochContext,
  EpochLosses,
  LossGradient,
  StepSettings,
  Trainer,
  TrainingJob,
  TrainingRun,
} from '../trainer.ts'
import {
  rowsLength,
  storeRows,
  takeBatch,
  takePairs,
  takeParameters,
  type StoredRows,
} from './batch-memory.ts'
import { BatchLoss, BatchNetwork, stepKernel, type Batch, type Dropout } from './batch-network.ts'
import type { NamedLoss, StepKernel } from './kernels.ts'
import { layersIn, readWeights, writeWeights, type PanelLayer } from './parameters.ts'
import { projectByKernels } from './project.ts'
import { pairScratchLength } from './vector-kernels.ts'

/**
 * The network's arithmetic in kernels of our own: WebAssembly with SIMD, or JavaScript. A step's arrays are allocated once a run.
 * @param kind one that this machine has (math/kernel-kind.ts)
 */
export function kernelTrainer(kind: KernelKind): Trainer {
  return {
    name: kind,
    start: async (job) => new KernelRun(kind, job),
    project: async (weights, X) => projectByKernels(kind, weights, X),
  }
}

const lossOf = ({ loss }: Pick<StepSettings, 'loss'>): NamedLoss => ({
  name: loss,
  loss: losses[loss].pairwise,
})

function allocateRun(
  kind: KernelKind,
  { train, validation, initial, settings }: TrainingJob,
  loss: NamedLoss,
) {
  const widths = widthsOf(initial)
  const most = Math.min(Math.max(train.X.rows, validation?.X.rows ?? 0, 1), settings.batchSize)
  const { formula, moments } = optimisers[settings.optimiser]
  return allocateOnce(kind, (take) => ({
    train: take(rowsLength(train.X)),
    validation: validation && take(rowsLength(validation.X)),
    batch: takeBatch(take, widths, most),
    pairs: takePairs(take, widths.at(-1)!, most),
    ...takeParameters(take, widths, moments),
    scratch: take(pairScratchLength(loss)),
    stepNumbers: take(formula.count),
  }))
}

class KernelRun implements TrainingRun {
  readonly #kind: KernelKind
  readonly #job: TrainingJob
  readonly #widths: readonly number[]
  readonly #arrays: ReturnType<typeof allocateRun>['arrays']
  readonly #network: BatchNetwork
  readonly #batchLoss: BatchLoss
  readonly #gradient: readonly PanelLayer[]
  readonly #move: StepKernel
  readonly #train: StoredRows
  readonly #validation: StoredRows | null
  #steps = 0
  #epochs = 0

  constructor(kind: KernelKind, job: TrainingJob) {
    this.#kind = kind
    this.#job = job
    this.#widths = widthsOf(job.initial)
    const loss = lossOf(job.settings)
    const memory = allocateRun(kind, job, loss)
    this.#arrays = memory.arrays
    this.#network = new BatchNetwork(memory, this.#widths)
    this.#batchLoss = new BatchLoss(this.#network, memory, loss)
    this.#gradient = layersIn(memory.arrays.gradient, this.#widths)
    this.#move = stepKernel(memory, optimisers[job.settings.optimiser], memory.arrays.stepNumbers)
    this.#train = storeRows(memory.arrays.train, job.train)
    this.#validation = job.validation && storeRows(memory.arrays.validation!, job.validation)
    writeWeights(this.#network.layers, job.initial)
  }

  async epoch(order: Int32Array, stream: DropoutStream, context: EpochContext): Promise<EpochLosses> {
    const { batchSize, dropout: rate } = this.#job.settings
    const dropout = rate === 0 ? null : { rate, stream }
    this.#epochs++
    let sum = 0
    for (let start = 0; start < order.length; start += batchSize) {
      throwIfAborted(context.signal)
      sum += this.#step({ store: this.#train, rows: order.subarray(start, start + batchSize) }, dropout)
      await context.yieldToLoop?.()
    }
    const store = this.#validation
    const chunks = store ? evenChunks(store.rows, batchSize) : []
    let watched = 0
    for (const [start, end] of chunks) {
      throwIfAborted(context.signal)
      watched += this.#loss({ store: store!, rows: range(start, end) }, null)
      await context.yieldToLoop?.()
    }
    const total = this.#arrays.parameters.reduce((total, value) => total + value, 0)
    if (![sum, watched, total].every(Number.isFinite))
      throw new Failure('training-diverged', { loss: this.#job.settings.loss, epoch: this.#epochs })
    return {
      train: sum / Math.ceil(order.length / batchSize),
      validation: store ? watched / chunks.length : null,
    }
  }

  /** In a run of its own, whose batches may hold more rows than the settings' do. */
  async gradient(rows: Int32Array): Promise<LossGradient> {
    const settings = { ...this.#job.settings, batchSize: rows.length }
    const initial = await this.weights()
    return new KernelRun(this.#kind, { ...this.#job, validation: null, initial, settings }).#lossGradient(
      rows,
    )
  }

  async weights(): Promise<NetworkWeights> {
    return readWeights(this.#network.layers, this.#widths)
  }

  /** Nothing to give back: the memory goes with the run. */
  dispose(): void {}

  #loss(batch: Batch, dropout: Dropout | null): number {
    const Z = this.#network.forward(batch, dropout)
    return this.#batchLoss.loss(Z, batch, this.#job.settings.temperature)
  }

  /** One optimiser step; gives the batch's loss before it. */
  #step(batch: Batch, dropout: Dropout | null): number {
    const loss = this.#loss(batch, dropout)
    this.#network.backward(this.#gradient, batch.rows.length, dropout)
    const { settings } = this.#job
    this.#move(this.#arrays, optimisers[settings.optimiser].formula.numbers(++this.#steps, settings))
    return loss
  }

  #lossGradient(rows: Int32Array): LossGradient {
    const loss = this.#loss({ store: this.#train, rows }, null)
    this.#network.backward(this.#gradient, rows.length, null)
    return { loss, gradient: readWeights(this.#gradient, this.#widths) }
  }
}

const range = (from: number, to: number): Int32Array =>
  Int32Array.from({ length: to - from }, (_, i) => from + i)
