import { createRng } from '../src/core/math/rng.ts'
import { availableKinds } from '../src/core/math/kernel-kind.ts'
import { dropoutStream } from '../src/core/projection/dropout.ts'
import { initialWeights } from '../src/core/projection/network.ts'
import { kernelTrainer } from '../src/core/projection/kernels/trainer.ts'
import { syntheticRows } from '../src/core/projection/testing/synthetic.ts'
const B = 128
for (const kind of availableKinds().filter((k) => k !== 'scalar'))
  for (const loss of ['pair', 'supcon'] as const)
    for (const d of [768]) for (const h of [16, 256]) {
      const train = syntheticRows(B * 16, d, 5, 0.2)
      const rng = createRng(1, 'b')
      const run = await kernelTrainer(kind).start({ train, validation: null, initial: initialWeights([d, h, 128], rng), settings: { loss, dropout: loss === 'pair' ? 0 : 0.3, optimiser: 'adam', temperature: 0.1, weightDecay: 0, learningRate: 1e-3, batchSize: B } })
      let best = 1e9
      for (let e = 0; e < 25; e++) { const order = rng.permutation(B * 16); const t = process.cpuUsage(); await run.epoch(order, dropoutStream(rng), {}); const u = process.cpuUsage(t); if (e > 4) best = Math.min(best, (u.user + u.system) / 16e3) }
      const flop = 4 * B * d * h + 6 * B * h * 128 + 4 * B * B * 128
      console.log(kind, loss, d, h, best.toFixed(3), 'ms', (flop / best / 1e6).toFixed(1), 'GFLOP/s')
    }
