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
import { randomJob, wideJob, worstDisagreement } from '../../src/core/projection/testing/random-jobs.ts'
import { failsWithoutMemory, trainerContract } from '../../src/core/projection/testing/trainer-contract.ts'
import { tfjsTrainer } from '../../src/core/projection/tfjs/trainer.ts'
import type { Trainer, TrainerName } from '../../src/core/projection/trainer.ts'
import { startWebgpu, type StartedBackend } from '../../src/engine/backend.ts'
import type { BackendPreference } from '../../src/engine/protocol.ts'
import { startTfjs } from '../../src/engine/testing/start-tfjs.ts'
import { createWebgpuTrainer } from '../../src/engine/webgpu-trainer.ts'
import { expect } from './expect.ts'

/** The trainers in a worker, TensorFlow.js on a backend started as the app starts it. */
export interface ParityWorker {
  start(preference: BackendPreference): Promise<StartedBackend>
  /** The names of those that compute here. */
  trainers(): Promise<TrainerName[]>
  compareStep(golden: GoldenStepCase, trainer: TrainerName): Promise<Deviation[]>
  compareRun(golden: GoldenRun, trainer: TrainerName): Promise<Deviation[]>
  /** Each trainer under each rule of the contract of trainers: what was broken, in words. */
  brokenRules(): Promise<{ readonly held: number; readonly broken: readonly string[] }>
  /** Of the machine's own kernels from those in JavaScript, on a random job. */
  worstDisagreement(seed: number, steps: number): Promise<number>
  /** The same on a wide one. */
  worstOfWide(seed: number, steps: number): Promise<number>
}

let trainers = new Map<TrainerName, Trainer>()
/** Of the machine's own kernels all that there are. */
let kernels: readonly Trainer[] = []

const worker: ParityWorker = {
  async start(preference) {
    const started = await startTfjs(preference)
    const webgpu = await startWebgpu(preference)
    const own: [TrainerName, Trainer][] = webgpu
      ? [['webgpu', createWebgpuTrainer(webgpu)]]
      : availableKinds().map((kind) => [kind, kernelTrainer(kind)])
    trainers = new Map([['tfjs', tfjsTrainer], ...own])
    kernels = own.map(([, trainer]) => trainer)
    // what a real graphics processor is given, several threads a tile, computes on an imitated one too
    if (webgpu) kernels = [...kernels, createWebgpuTrainer({ ...webgpu, isSoftware: false })]
    return started
  },
  trainers: async () => [...trainers.keys()],
  compareStep: (golden, name) => compareStep(golden, trainers.get(name)!),
  compareRun: (golden, name) => compareRun(golden, trainers.get(name)!),
  async brokenRules() {
    let held = 0
    const broken: string[] = []
    for (const [which, trainer] of kernels.entries())
      for (const { name, holds } of [...trainerContract, failsWithoutMemory])
        try {
          await holds(trainer, expect)
          held++
        } catch (thrown) {
          broken.push(`${trainer.name} ${which}: ${name}: ${String(thrown)}`)
        }
    return { held, broken }
  },
  worstDisagreement: (seed, steps) =>
    worstDisagreement([kernelTrainer('scalar'), ...kernels], randomJob(seed), seed, steps),
  worstOfWide: (seed, steps) =>
    worstDisagreement([kernelTrainer('scalar'), ...kernels], wideJob(seed), seed, steps),
}
expose(worker)
