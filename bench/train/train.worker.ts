import { expose } from 'comlink'
import { createRng } from '../../src/core/math/rng.ts'
import { dropoutStream } from '../../src/core/projection/dropout.ts'
import { initialWeights } from '../../src/core/projection/network.ts'
import { robust } from '../../src/core/projection/presets.ts'
import { createProjection } from '../../src/core/projection/registry.ts'
import { lastRowsHeldBack, syntheticRows } from '../../src/core/projection/testing/synthetic.ts'
import { tfjsTrainer } from '../../src/core/projection/tfjs/trainer.ts'
import type { StepSettings } from '../../src/core/projection/trainer.ts'
import { startTfjs, type StartedBackend } from '../../src/engine/backend.ts'
import type { BackendPreference } from '../../src/engine/protocol.ts'

export interface StepBench {
  readonly d: number
  readonly hidden: number
  readonly output: number
  readonly settings: StepSettings
  readonly stepsPerEpoch: number
  readonly epochs: number
  /** Epochs that run unmeasured before: shaders and JavaScript are compiled in them. */
  readonly warmUp: number
}

export interface FitFigures {
  readonly seconds: number
  readonly steps: number
  readonly epochsSearched: number
  readonly epochs: number
}

export interface TrainWorker {
  start(preference: BackendPreference): Promise<StartedBackend>
  /** Milliseconds a step in the median epoch, the epoch's one read included. */
  step(bench: StepBench): Promise<number>
  /** One contrastive fit with the robust preset: search, refit and all. */
  robustFit(rows: number, d: number): Promise<FitFigures>
}

const worker: TrainWorker = {
  start: startTfjs,

  async step({ d, hidden, output, settings, stepsPerEpoch, epochs, warmUp }) {
    const train = syntheticRows(settings.batchSize * stepsPerEpoch, d, 5, 0.2)
    const rng = createRng(1, 'bench')
    const initial = initialWeights([d, hidden, output], rng)
    const run = await tfjsTrainer.start({ train, validation: null, initial, settings })
    const dropout = dropoutStream(rng)
    const times: number[] = []
    for (let epoch = 0; epoch < warmUp + epochs; epoch++) {
      const order = rng.permutation(train.X.rows)
      const start = performance.now()
      await run.epoch(order, dropout, {})
      times.push((performance.now() - start) / stepsPerEpoch)
    }
    run.dispose()
    const measured = times.slice(warmUp).sort((a, b) => a - b)
    return measured[Math.floor(measured.length / 2)]!
  },

  async robustFit(rows, d) {
    const inner = lastRowsHeldBack(rows, Math.round(0.2 * rows))
    const train = syntheticRows(rows, d, 5, 0.1)
    const start = performance.now()
    const fitted = await createProjection('contrastive', robust).fit(train, {
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
