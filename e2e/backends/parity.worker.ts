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
import { worstDisagreement } from '../../src/core/projection/testing/random-jobs.ts'
import { tfjsTrainer } from '../../src/core/projection/tfjs/trainer.ts'
import type { Trainer, TrainerName } from '../../src/core/projection/trainer.ts'
import { startTfjs, startTfjsOnWebgpu, type StartedBackend } from '../../src/engine/backend.ts'
import type { BackendPreference } from '../../src/engine/protocol.ts'
import { createWebgpuTrainer } from '../../src/engine/webgpu-trainer.ts'

/** The trainers in a worker, TensorFlow.js on a backend started as the app starts it. */
export interface ParityWorker {
  start(preference: BackendPreference): Promise<StartedBackend>
  /** The names of those that compute here. */
  trainers(): Promise<TrainerName[]>
  compareStep(golden: GoldenStepCase, trainer: TrainerName): Promise<Deviation[]>
  compareRun(golden: GoldenRun, trainer: TrainerName): Promise<Deviation[]>
  /** Of the machine's own kernels from those in JavaScript, on a random job. */
  worstDisagreement(seed: number, steps: number): Promise<number>
}

let trainers = new Map<TrainerName, Trainer>()

const worker: ParityWorker = {
  async start(preference) {
    const onWebgpu = preference === 'wasm' ? null : await startTfjsOnWebgpu(preference)
    const own: [TrainerName, Trainer][] = onWebgpu
      ? [['webgpu', createWebgpuTrainer(onWebgpu)]]
      : availableKinds().map((kind) => [kind, kernelTrainer(kind)])
    trainers = new Map([['tfjs', tfjsTrainer], ...own])
    return onWebgpu?.environment ?? startTfjs('wasm')
  },
  trainers: async () => [...trainers.keys()],
  compareStep: (golden, name) => compareStep(golden, trainers.get(name)!),
  compareRun: (golden, name) => compareRun(golden, trainers.get(name)!),
  worstDisagreement: (seed, steps) =>
    worstDisagreement(
      [kernelTrainer('scalar'), ...[...trainers].flatMap(([name, own]) => (name === 'tfjs' ? [] : [own]))],
      seed,
      steps,
    ),
}
expose(worker)
