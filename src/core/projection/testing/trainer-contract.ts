import type { ExpectStatic } from 'vitest'
import { row, takeRows } from '../../math/matrix.ts'
import { createRng } from '../../math/rng.ts'
import { dropoutMask, type DropoutKey } from '../dropout.ts'
import { kernelTrainer } from '../kernels/trainer.ts'
import { widthsOf, type NetworkWeights } from '../network.ts'
import { optimiserNames, robust } from '../presets.ts'
import { trainNetwork } from '../train.ts'
import type { Trainer, TrainingJob } from '../trainer.ts'
import { depths, initial, inOrder, job, keys, train } from './small-training.ts'
import { syntheticRows } from './synthetic.ts'

/**
 * What every trainer must do, wherever it computes: the unit tests hold it in Node, the browser tests on a graphics processor, where
 * `expect` is the same.
 */
export interface TrainerRule {
  readonly name: string
  readonly holds: (trainer: Trainer, expect: ExpectStatic) => Promise<void>
}

/** All parameters in the weights' own layout: W [out, in] and b of one layer after the other. */
const flat = (weights: NetworkWeights): number[] => weights.flatMap(({ W, b }) => [...W.data, ...b])

/**
 * The supervised contrastive loss of all training rows at T = 0.2, in float64.
 * @param masks by which the units of each hidden layer are multiplied, [rows * units]
 */
function supconOf(
  parameters: readonly number[],
  widths: readonly number[],
  masks: readonly Float32Array[] = [],
): number {
  const outputs = Array.from(train.y, (_, i) => {
    let h: number[] = [...row(train.X, i)]
    let at = 0
    widths.slice(1).forEach((units, l) => {
      const from = at
      const inputs = h
      const biases = from + units * inputs.length
      const a = Array.from({ length: units }, (_, u) =>
        inputs.reduce(
          (sum, x, j) => sum + x * parameters[from + u * inputs.length + j]!,
          parameters[biases + u]!,
        ),
      )
      at = biases + units
      const isHidden = l < widths.length - 2
      h = isHidden ? a.map((value, u) => Math.max(0, value) * (masks[l]?.[i * units + u] ?? 1)) : a
    })
    const norm = Math.hypot(...h)
    return h.map((value) => value / norm)
  })
  const similarity = (i: number, j: number): number =>
    outputs[i]!.reduce((sum, value, c) => sum + value * outputs[j]![c]!, 0) / 0.2
  const anchors = outputs.map((_, a) => {
    const others = outputs.map((_, j) => j).filter((j) => j !== a)
    const positives = others.filter((j) => train.y[j] === train.y[a])
    const logSum = Math.log(others.reduce((sum, j) => sum + Math.exp(similarity(a, j)), 0))
    return logSum - positives.reduce((sum, p) => sum + similarity(a, p), 0) / positives.length
  })
  return anchors.reduce((sum, value) => sum + value, 0) / anchors.length
}

/** Weights after `epochs` epochs. */
async function trained(
  trainer: Trainer,
  job: TrainingJob,
  epochs: number,
  order: Int32Array = inOrder,
): Promise<NetworkWeights> {
  const run = await trainer.start(job)
  const dropout = keys()
  for (let epoch = 0; epoch < epochs; epoch++) await run.epoch(order, dropout, {})
  const weights = await run.weights()
  run.dispose()
  return weights
}

const validation = syntheticRows(37, 6, 3, 0.5, 8)

const gradients = depths.map(([depth, weights]): TrainerRule => ({
  name: `the gradient of ${depth} is that of finite differences of the loss in float64, written out from its definition`,
  async holds(trainer, expect) {
    const run = await trainer.start({ ...job(), initial: weights })
    const { loss, gradient } = await run.gradient(inOrder)
    run.dispose()
    const widths = widthsOf(weights)
    const parameters = flat(weights)
    expect(loss).toBeCloseTo(supconOf(parameters, widths), 5)
    const step = 1e-6
    const numeric = parameters.map(
      (value, i) =>
        (supconOf(parameters.with(i, value + step), widths) -
          supconOf(parameters.with(i, value - step), widths)) /
        (2 * step),
    )
    const scale = Math.max(...numeric.map(Math.abs))
    expect(scale).toBeGreaterThan(0.01)
    const actual = flat(gradient)
    expect(actual).toHaveLength(numeric.length)
    numeric.forEach((slope, i) => expect(Math.abs(actual[i]! - slope)).toBeLessThan(1e-5 * scale))
  },
}))

const epochs: readonly TrainerRule[] = [
  {
    name: 'an epoch uses every row of the order, the short last batch too, and averages the batch losses before each step',
    async holds(trainer, expect) {
      const run = await trainer.start(job({ learningRate: 0 }))
      const order = createRng(4).permutation(41)
      const { train: loss, validation } = await run.epoch(order, keys(), {})
      const each: number[] = []
      for (const rows of [order.slice(0, 16), order.slice(16, 32), order.slice(32)])
        each.push((await run.gradient(rows)).loss)
      run.dispose()
      expect(each[2]).toBeGreaterThan(0)
      expect(loss).toBeCloseTo((each[0]! + each[1]! + each[2]!) / 3, 5)
      expect(validation).toBeNull()
    },
  },
  ...optimiserNames.flatMap((optimiser) =>
    depths.map(([depth, weights]): TrainerRule => ({
      name: `epochs lower the loss: ${optimiser}, ${depth}`,
      async holds(trainer, expect) {
        const run = await trainer.start({ ...job({ optimiser, learningRate: 3e-2 }), initial: weights })
        const first = await run.epoch(inOrder, keys(), {})
        for (let epoch = 0; epoch < 30; epoch++) await run.epoch(inOrder, keys(), {})
        const last = await run.epoch(inOrder, keys(), {})
        run.dispose()
        expect(last.train).toBeLessThan(0.8 * first.train)
      },
    })),
  ),
  {
    name: 'R12: same streams, same bits; another order or other dropout keys, other weights',
    async holds(trainer, expect) {
      const dropped = job({ dropout: 0.4 })
      const weights = await trained(trainer, dropped, 3)
      expect(await trained(trainer, dropped, 3)).toEqual(weights)
      expect(await trained(trainer, job(), 3)).not.toEqual(weights)
      expect(await trained(trainer, dropped, 3, createRng(9).permutation(41))).not.toEqual(weights)
    },
  },
  ...depths.map(([depth, weights]): TrainerRule => ({
    name: `units of each hidden layer are dropped by the mask of a key of its own: ${depth}`,
    async holds(trainer, expect) {
      const dropping = { ...job({ dropout: 0.5, batchSize: 41, learningRate: 0 }), initial: weights }
      const run = await trainer.start(dropping)
      const drawn: DropoutKey[] = []
      const stream = keys()
      const recording = { nextKey: () => drawn[drawn.push(stream.nextKey()) - 1]! }
      const { train: loss } = await run.epoch(inOrder, recording, {})
      run.dispose()
      const widths = widthsOf(weights)
      const hidden = widths.slice(1, -1)
      expect(drawn).toHaveLength(hidden.length)
      const masks = hidden.map((units, l) => dropoutMask(drawn[l]!, 41 * units, 0.5))
      expect(loss).toBeCloseTo(supconOf(flat(weights), widths, masks), 5)
    },
  })),
  ...optimiserNames.map((optimiser): TrainerRule => ({
    name: `${optimiser} decays every parameter, biases too, apart from the gradient`,
    async holds(trainer, expect) {
      // one class per row: supcon has no gradient, so only the decay is left
      const lonely = {
        ...job({ optimiser, weightDecay: 0.5, batchSize: 41 }),
        train: { X: train.X, y: inOrder },
      }
      const before = flat(initial)
      flat(await trained(trainer, lonely, 2)).forEach((value, i) =>
        expect(value).toBeCloseTo(before[i]! * (1 - 1e-2 * 0.5) ** 2, 6),
      )
    },
  })),
]

const interruptions: readonly TrainerRule[] = [
  {
    name: 'an epoch stops before its next part once the signal is aborted',
    async holds(trainer, expect) {
      // 41 steps: more than any trainer takes without looking at the signal
      const run = await trainer.start(job({ batchSize: 1 }))
      const signal = { aborted: false }
      let yields = 0
      const epoch = run.epoch(inOrder, keys(), {
        signal,
        yieldToLoop: async () => {
          yields++
          signal.aborted = yields === 2
        },
      })
      await expect(epoch).rejects.toMatchObject({ code: 'cancelled' })
      run.dispose()
      expect(yields).toBe(2)
    },
  },
  ...(
    [
      ['the loss', { learningRate: 1e30, batchSize: 41 }, 2],
      ['a weight', { learningRate: Infinity }, 1],
    ] as const
  ).map(([what, changes, epoch]): TrainerRule => ({
    name: `training fails by name when ${what} is no longer finite`,
    async holds(trainer, expect) {
      const run = await trainer.start(job({ ...changes, loss: 'pair' }))
      const fail = async (): Promise<void> => {
        for (let epoch = 0; epoch < 5; epoch++) await run.epoch(inOrder, keys(), {})
      }
      await expect(fail()).rejects.toMatchObject({
        code: 'training-diverged',
        params: { loss: 'pair', epoch },
      })
      run.dispose()
    },
  })),
]

const watched: readonly TrainerRule[] = [
  {
    name: 'R3: validation rows are watched and never trained on',
    async holds(trainer, expect) {
      expect(await trained(trainer, { ...job(), validation }, 3)).toEqual(await trained(trainer, job(), 3))
    },
  },
  {
    name: 'validation rows give the mean loss of nearly equal chunks of at most one batch, without dropout',
    async holds(trainer, expect) {
      const run = await trainer.start({ ...job({ dropout: 0.5, learningRate: 0 }), validation })
      const { validation: loss } = await run.epoch(inOrder, keys(), {})
      run.dispose()
      const rows = await trainer.start({ ...job(), train: validation })
      const chunk = async (start: number, end: number): Promise<number> =>
        (await rows.gradient(Int32Array.from({ length: end - start }, (_, i) => start + i))).loss
      const each = [await chunk(0, 12), await chunk(12, 24), await chunk(24, 37)]
      rows.dispose()
      expect(loss).toBeCloseTo((each[0]! + each[1]! + each[2]!) / 3, 5)
    },
  },
  {
    name: 'R3, R12: batches with all classes, dropout and early stopping choose the same epoch and weights as the kernels in JavaScript do',
    async holds(trainer, expect) {
      const settings = {
        ...robust.contrastive,
        ...job().settings,
        batches: 'class-aware',
        hidden: 8,
        output: 6,
        dropout: 0.3,
      } as const
      const plan = {
        phase: 'search',
        network: 1,
        networks: 1,
        train,
        validation,
        epochs: 40,
        patience: 2,
      } as const
      const fitted = await trainNetwork(plan, settings, trainer, { seed: 5 })
      const reference = await trainNetwork(plan, settings, kernelTrainer('scalar'), { seed: 5 })
      expect(reference.epochsRun).toBeLessThan(40)
      expect([fitted.epoch, fitted.epochsRun]).toEqual([reference.epoch, reference.epochsRun])
      const expected = flat(reference.weights)
      flat(fitted.weights).forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 4))
    },
  },
]

const projections: readonly TrainerRule[] = [
  ...depths.map(([depth, weights]): TrainerRule => ({
    name: `project is one layer after the other, relu between them, row by row: ${depth}`,
    async holds(trainer, expect) {
      const Z = await trainer.project(weights, train.X)
      expect([Z.rows, Z.cols]).toEqual([41, 4])
      for (let i = 0; i < Z.rows; i++) {
        let h: readonly number[] = [...row(train.X, i)]
        weights.forEach(({ W, b }, l) => {
          const a = [...b].map((start, u) => row(W, u).reduce((sum, w, j) => sum + w * h[j]!, start))
          h = l < weights.length - 1 ? a.map((value) => Math.max(0, value)) : a
        })
        h.forEach((value, o) => expect(Z.data[i * 4 + o]).toBeCloseTo(value, 5))
      }
    },
  })),
  {
    name: 'project is the same for a row alone and among more rows than fit one chunk',
    async holds(trainer, expect) {
      const many = syntheticRows(4100, 6, 3, 0.5, 5).X
      const all = await trainer.project(initial, many)
      const some = await trainer.project(initial, takeRows(many, [0, 4095, 4096, 4099]))
      expect(takeRows(all, [0, 4095, 4096, 4099])).toEqual(some)
    },
  },
]

export const trainerContract: readonly TrainerRule[] = [
  ...gradients,
  ...epochs,
  ...interruptions,
  ...watched,
  ...projections,
]

/** Of the trainers that the app uses, which allocate at the start what a run will need. */
export const failsWithoutMemory: TrainerRule = {
  name: 'a run that no memory suffices for fails by name at its start',
  async holds(trainer, expect) {
    const rows = 200_000
    const huge = { ...job({ batchSize: rows }), train: syntheticRows(rows, 6, 3, 0.5) }
    const code = trainer.name === 'webgpu' ? 'training-out-of-memory' : 'computing-out-of-memory'
    await expect(trainer.start(huge)).rejects.toMatchObject({ code })
  },
}
