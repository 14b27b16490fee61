import { expose } from 'comlink'
import {
  compareRun,
  compareStep,
  type Deviation,
  type GoldenRun,
  type GoldenStepCase,
} from '../../src/core/projection/testing/projector-golden.ts'
import { tfjsTrainer } from '../../src/core/projection/tfjs/trainer.ts'
import { startTfjs, type StartedBackend } from '../../src/engine/backend.ts'
import type { BackendPreference } from '../../src/engine/protocol.ts'

/** The trainer in a worker, on a backend started as the app starts it. */
export interface ParityWorker {
  start(preference: BackendPreference): Promise<StartedBackend>
  compareStep(golden: GoldenStepCase): Promise<Deviation[]>
  compareRun(golden: GoldenRun): Promise<Deviation[]>
}

const worker: ParityWorker = {
  start: startTfjs,
  compareStep: (golden) => compareStep(golden, tfjsTrainer),
  compareRun: (golden) => compareRun(golden, tfjsTrainer),
}
expose(worker)
