import { expose } from 'comlink'
import type { KernelKind } from '../../src/core/math/kernel-kind.ts'
import { availableKinds } from '../../src/core/math/kernel-kind.ts'
import { allocateOnce, panelKernels } from '../../src/core/math/panel-kernels.ts'
import { panelsIn } from '../../src/core/math/panels.ts'
import { createRng } from '../../src/core/math/rng.ts'
import { dropoutStream } from '../../src/core/projection/dropout.ts'
import { kernelTrainer } from '../../src/core/projection/kernels/trainer.ts'
import { initialWeights } from '../../src/core/projection/network.ts'
import { robust } from '../../src/core/projection/presets.ts'
import { createProjection } from '../../src/core/projection/registry.ts'
import { lastRowsHeldBack, syntheticRows } from '../../src/core/projection/testing/synthetic.ts'
import { tfjsTrainer } from '../../src/core/projection/tfjs/trainer.ts'
import type { StepSettings, Trainer, TrainerName } from '../../src/core/projection/trainer.ts'
import { startWebgpu, type StartedBackend } from '../../src/engine/backend.ts'
import type { BackendPreference } from '../../src/engine/protocol.ts'
import { startTfjs } from '../../src/engine/testing/start-tfjs.ts'
import { createWebgpuTrainer } from '../../src/engine/webgpu-trainer.ts'

export interface StepBench {
  readonly d: number
  readonly hidden: number
  readonly output: number
  readonly settings: StepSettings
  readonly stepsPerEpoch: number
}

export interface FitFigures {
  readonly seconds: number
  readonly steps: number
  readonly epochsSearched: number
  readonly epochs: number
}

export interface TrainWorker {
  /** Starts TensorFlow.js, and says how kernels can compute here. */
  start(preference: BackendPreference): Promise<StartedBackend & { readonly kinds: readonly KernelKind[] }>
  /** Sets up a network; ends the trainer's one before. */
  open(trainer: TrainerName, bench: StepBench): Promise<void>
  /** Milliseconds a step of the trainer's network in one more epoch. */
  epoch(trainer: TrainerName): Promise<number>
  /** GFLOP/s of a product 1024 x 1024 x 1024, the best of so many. */
  peak(kind: KernelKind, products: number): number
  /** One contrastive fit with the robust preset: search, refit and all. */
  robustFit(trainer: TrainerName, rows: number, d: number): Promise<FitFigures>
}

/** Shaders, once they were started. */
let shaders: Trainer | null = null

function trainerOf(name: TrainerName): Trainer {
  if (name === 'tfjs') return tfjsTrainer
  return name === 'webgpu' ? shaders! : kernelTrainer(name)
}

/** Of each trainer: an epoch of its network, and giving the network back. */
const opened = new Map<TrainerName, { readonly epoch: () => Promise<number>; readonly close: () => void }>()

const worker: TrainWorker = {
  async start(preference) {
    const reference = await startTfjs(preference)
    const webgpu = await startWebgpu(preference)
    shaders = webgpu && createWebgpuTrainer(webgpu)
    return { ...reference, kinds: availableKinds() }
  },

  async open(name, { d, hidden, output, settings, stepsPerEpoch }) {
    opened.get(name)?.close()
    const train = syntheticRows(settings.batchSize * stepsPerEpoch, d, 5, 0.2)
    const rng = createRng(1, 'bench')
    const initial = initialWeights([d, hidden, output], rng)
    const run = await trainerOf(name).start({ train, validation: null, initial, settings })
    const dropout = dropoutStream(rng)
    opened.set(name, {
      close: () => run.dispose(),
      async epoch() {
        const order = rng.permutation(train.X.rows)
        const start = performance.now()
        await run.epoch(order, dropout, {})
        return (performance.now() - start) / stepsPerEpoch
      },
    })
  },

  epoch: (name) => opened.get(name)!.epoch(),

  peak(kind, products) {
    const size = 1024
    const memory = allocateOnce(kind, (take) => [0, 1, 2].map(() => take(size * size)))
    const [out, A, B] = memory.arrays.map((room) => panelsIn(room, size, size))
    for (const factor of [A!, B!]) factor.data.fill(0.5)
    const kernels = panelKernels(memory)
    let best = Infinity
    for (let i = 0; i < products; i++) {
      const start = performance.now()
      kernels.multiply(out!, A!, B!)
      best = Math.min(best, performance.now() - start)
    }
    return (2 * size ** 3) / best / 1e6
  },

  async robustFit(name, rows, d) {
    const inner = lastRowsHeldBack(rows, Math.round(0.2 * rows))
    const train = syntheticRows(rows, d, 5, 0.1)
    const start = performance.now()
    const fitted = await createProjection('contrastive', robust, trainerOf(name)).fit(train, {
      rng: createRng(1, 'bench'),
      inner,
    })
    const seconds = (performance.now() - start) / 1000
    const { epochs, epochsSearched } = fitted.details as { epochs: number; epochsSearched: number }
    const stepsAnEpoch = (n: number): number => Math.ceil(n / robust.contrastive.batchSize)
    const steps = epochsSearched * stepsAnEpoch(inner.fit.length) + epochs * stepsAnEpoch(rows)
    return { seconds, steps, epochsSearched, epochs }
  },
}
expose(worker)
