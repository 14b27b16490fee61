import { expose } from 'comlink'
import {
  compareRun,
  compareStep,
  type Deviation,
  type GoldenRun,
  type GoldenStepCase,
} from '../../src/core/projection/testing/projector-golden.ts'
import { availableKinds } from '../../src/core/math/kernel-kind.ts'
import { kernelTrainer } from '../../src/core/projection/kernels/trainer.ts'
import { tfjsTrainer } from '../../src/core/projection/tfjs/trainer.ts'
import type { Trainer, TrainerName } from '../../src/core/projection/trainer.ts'
import { startTfjs, type StartedBackend } from '../../src/engine/backend.ts'
import type { BackendPreference } from '../../src/engine/protocol.ts'

/** The trainers in a worker, TensorFlow.js on a backend started as the app starts it. */
export interface ParityWorker {
  start(preference: BackendPreference): Promise<StartedBackend>
  /** The names of those that compute here, on wasm the kernels of each kind too. */
  trainers(): Promise<TrainerName[]>
  compareStep(golden: GoldenStepCase, trainer: TrainerName): Promise<Deviation[]>
  compareRun(golden: GoldenRun, trainer: TrainerName): Promise<Deviation[]>
}

let backend: StartedBackend['backend']
const trainerOf = (name: TrainerName): Trainer => (name === 'tfjs' ? tfjsTrainer : kernelTrainer(name))

const worker: ParityWorker = {
  async start(preference) {
    const started = await startTfjs(preference)
    backend = started.backend
    return started
  },
  trainers: async () => ['tfjs', ...(backend === 'wasm' ? availableKinds() : [])],
  compareStep: (golden, name) => compareStep(golden, trainerOf(name)),
  compareRun: (golden, name) => compareRun(golden, trainerOf(name)),
}
expose(worker)
