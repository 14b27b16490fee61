import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { takeRows } from '../../math/matrix.ts'
import { createRng } from '../../math/rng.ts'
import { type DropoutKey, dropoutMask, dropoutStream } from '../dropout.ts'
import { losses } from '../losses/registry.ts'
import { initialWeights, type NetworkWeights } from '../network.ts'
import { lossNames } from '../presets.ts'
import { useCpuBackend } from '../testing/cpu-backend.ts'
import { syntheticRows } from '../testing/synthetic.ts'
import type { StepSettings, TrainingJob } from '../trainer.ts'
import { lossAndGradient } from './gradient.ts'
import { flatten, joined, layersOf, shapeOf, unflatten } from './parameters.ts'
import { tfjsTrainer } from './trainer.ts'

const settings: StepSettings = {
  loss: 'supcon',
  temperature: 0.2,
  dropout: 0,
  weightDecay: 0,
  learningRate: 1e-2,
  batchSize: 16,
}
const train = syntheticRows(41, 6, 3, 0.5)
const initial = initialWeights(6, 5, 4, createRng(2, 'initial'))
const inOrder = Int32Array.from(train.y, (_, i) => i)
const job = (changes: Partial<StepSettings> = {}): TrainingJob => ({
  train,
  validation: null,
  initial,
  settings: { ...settings, ...changes },
})
const keys = () => dropoutStream(createRng(3, 'dropout'))

/** Weights after `epochs` epochs in file order. */
async function trained(
  job: TrainingJob,
  epochs: number,
  order: Int32Array = inOrder,
): Promise<NetworkWeights> {
  const run = await tfjsTrainer.start(job)
  const dropout = keys()
  for (let epoch = 0; epoch < epochs; epoch++) await run.epoch(order, dropout, {})
  const weights = await run.weights()
  run.dispose()
  return weights
}

beforeAll(useCpuBackend)

describe('parameters', () => {
  it('come back as they went in, through the flat array and through the layers', async () => {
    const flat = flatten(initial)
    expect(unflatten(flat, shapeOf(initial))).toEqual(initial)
    const again = tf.tidy(() => joined(layersOf(tf.tensor1d(flat), shapeOf(initial))))
    expect(await again.data()).toEqual(flat)
    again.dispose()
  })
})

describe('the hand-written gradient', () => {
  it.each(lossNames)('is that of tfjs itself, dropout mask and all: %s', (name) => {
    const shape = shapeOf(initial)
    tf.tidy(() => {
      const X = tf.tensor2d(train.X.data, [41, 6])
      const y = tf.tensor1d(train.y, 'int32')
      const mask = tf.tensor2d(dropoutMask([1, 2], 41 * 5, 0.3), [41, 5])
      const { V1, b1, V2, b2 } = layersOf(tf.tensor1d(flatten(initial)), shape)
      const ours = lossAndGradient({ X, y }, { V1, b1, V2, b2 }, mask, losses[name], 0.2)
      const plain = tf.valueAndGrads((...layers: tf.Tensor[]) => {
        const [V1, b1, V2, b2] = layers as [tf.Tensor2D, tf.Tensor1D, tf.Tensor2D, tf.Tensor1D]
        const H = tf.mul(tf.relu(tf.add(tf.matMul(X, V1), b1)), mask) as tf.Tensor2D
        return losses[name].compute(tf.add(tf.matMul(H, V2), b2), y, 0.2)
      })
      const { value, grads } = plain([V1, b1, V2, b2])
      const expected = tf.concat(grads.map((gradient) => tf.reshape(gradient, [-1]))).dataSync()
      const scale = Math.max(...expected.map(Math.abs))
      joined(ours.gradient)
        .dataSync()
        .forEach((entry, i) => expect(Math.abs(entry - expected[i]!)).toBeLessThan(2e-6 * scale))
      expect(ours.loss.dataSync()[0]).toBeCloseTo(value.dataSync()[0]!, 5)
    })
  })
})

describe('an epoch', () => {
  it('uses every row of the order, the short last batch too, and averages the batch losses before each step', async () => {
    const still = job({ learningRate: 0 })
    const run = await tfjsTrainer.start(still)
    const order = createRng(4).permutation(41)
    const { train: loss, validation } = await run.epoch(order, keys(), {})
    const batches = [order.slice(0, 16), order.slice(16, 32), order.slice(32)]
    const each = await Promise.all(batches.map(async (rows) => (await run.gradient(rows)).loss))
    run.dispose()
    expect(each[2]).toBeGreaterThan(0)
    expect(loss).toBeCloseTo((each[0]! + each[1]! + each[2]!) / 3, 5)
    expect(validation).toBeNull()
  })

  it('lowers the loss', async () => {
    const run = await tfjsTrainer.start(job())
    const first = await run.epoch(inOrder, keys(), {})
    for (let epoch = 0; epoch < 30; epoch++) await run.epoch(inOrder, keys(), {})
    const last = await run.epoch(inOrder, keys(), {})
    run.dispose()
    expect(last.train).toBeLessThan(0.8 * first.train)
  })

  it('R12: same streams, same bits; another order or other dropout keys, other weights', async () => {
    const dropped = job({ dropout: 0.4 })
    const weights = await trained(dropped, 3)
    expect(await trained(dropped, 3)).toEqual(weights)
    expect(await trained(job(), 3)).not.toEqual(weights)
    expect(await trained(dropped, 3, createRng(9).permutation(41))).not.toEqual(weights)
  })

  it('drops hidden units by the mask of the step’s key', async () => {
    const run = await tfjsTrainer.start({ ...job({ dropout: 0.9, batchSize: 41, learningRate: 0 }) })
    const drawn: DropoutKey[] = []
    const stream = keys()
    const recording = { nextKey: () => drawn[drawn.push(stream.nextKey()) - 1]! }
    const { train: loss } = await run.epoch(inOrder, recording, {})
    run.dispose()
    expect(drawn).toHaveLength(1)
    const expected = tf.tidy(() => {
      const mask = tf.tensor2d(dropoutMask(drawn[0]!, 41 * 5, 0.9), [41, 5])
      const rows = { X: tf.tensor2d(train.X.data, [41, 6]), y: tf.tensor1d(train.y, 'int32') }
      const layers = layersOf(tf.tensor1d(flatten(initial)), shapeOf(initial))
      return lossAndGradient(rows, layers, mask, losses.supcon, 0.2).loss.dataSync()[0]!
    })
    expect(loss).toBeCloseTo(expected, 6)
  })

  it('decays every parameter, biases too, apart from the gradient (AdamW)', async () => {
    // one class per row: supcon has no gradient, so only the decay is left
    const lonely = { ...job({ weightDecay: 0.5, batchSize: 41 }), train: { X: train.X, y: inOrder } }
    const weights = await trained(lonely, 2)
    const expected = (value: number): number => value * (1 - 1e-2 * 0.5) ** 2
    weights.b1.forEach((value, i) => expect(value).toBeCloseTo(expected(initial.b1[i]!), 6))
    weights.W2.data.forEach((value, i) => expect(value).toBeCloseTo(expected(initial.W2.data[i]!), 6))
  })

  it('awaits yieldToLoop after every step and every chunk of validation rows', async () => {
    const run = await tfjsTrainer.start({ ...job(), validation: syntheticRows(17, 6, 3, 0.5, 8) })
    let yields = 0
    await run.epoch(inOrder, keys(), {
      yieldToLoop: async () => {
        yields++
      },
    })
    run.dispose()
    expect(yields).toBe(3 + 2)
  })

  it('stops before the next step once the signal is aborted', async () => {
    const run = await tfjsTrainer.start(job())
    const signal = { aborted: false }
    let steps = 0
    const epoch = run.epoch(inOrder, keys(), {
      signal,
      yieldToLoop: async () => {
        steps++
        signal.aborted = steps === 2
      },
    })
    await expect(epoch).rejects.toMatchObject({ code: 'cancelled' })
    run.dispose()
    expect(steps).toBe(2)
  })

  it.each([
    ['the loss', { learningRate: 1e30, batchSize: 41 }, 2],
    ['a weight', { learningRate: Infinity }, 1],
  ])('fails by name when %s is no longer finite', async (_, changes, epoch) => {
    const run = await tfjsTrainer.start(job({ ...changes, loss: 'pair' }))
    const fail = async (): Promise<void> => {
      for (let epoch = 0; epoch < 5; epoch++) await run.epoch(inOrder, keys(), {})
    }
    await expect(fail()).rejects.toMatchObject({ code: 'training-diverged', params: { loss: 'pair', epoch } })
    run.dispose()
  })
})

describe('validation rows', () => {
  const validation = syntheticRows(37, 6, 3, 0.5, 8)

  it('R3: are watched and never trained on', async () => {
    expect(await trained({ ...job(), validation }, 3)).toEqual(await trained(job(), 3))
  })

  it('give the mean loss of nearly equal chunks of at most one batch, without dropout', async () => {
    const run = await tfjsTrainer.start({ ...job({ dropout: 0.5, learningRate: 0 }), validation })
    const { validation: loss } = await run.epoch(inOrder, keys(), {})
    run.dispose()
    const rows = await tfjsTrainer.start({ ...job(), train: validation })
    const chunk = async (start: number, end: number): Promise<number> =>
      (await rows.gradient(Int32Array.from({ length: end - start }, (_, i) => start + i))).loss
    const each = [await chunk(0, 12), await chunk(12, 24), await chunk(24, 37)]
    rows.dispose()
    expect(loss).toBeCloseTo((each[0]! + each[1]! + each[2]!) / 3, 5)
  })
})

describe('memory', () => {
  it('no tensor outlives a run: finished, cancelled or diverged', async () => {
    const before = tf.memory().numTensors
    await trained({ ...job({ dropout: 0.3, weightDecay: 0.1 }), validation: train }, 2)
    for (const [context, changes] of [
      [{ signal: { aborted: true } }, {}],
      [{}, { learningRate: Infinity }],
    ] as const) {
      const run = await tfjsTrainer.start(job(changes))
      await expect(run.epoch(inOrder, keys(), context)).rejects.toMatchObject({ name: 'Failure' })
      run.dispose()
    }
    await tfjsTrainer.project(initial, train.X)
    expect(tf.memory().numTensors).toBe(before)
  })

  it('tensors in use do not grow from epoch to epoch', async () => {
    const run = await tfjsTrainer.start({ ...job({ dropout: 0.3 }), validation: train })
    await run.epoch(inOrder, keys(), {})
    const after = tf.memory().numTensors
    for (let epoch = 0; epoch < 5; epoch++) await run.epoch(inOrder, keys(), {})
    await run.gradient(inOrder)
    await run.weights()
    expect(tf.memory().numTensors).toBe(after)
    run.dispose()
  })
})

describe('project', () => {
  it('is relu(X W1^T + b1) W2^T + b2, row by row', async () => {
    const Z = await tfjsTrainer.project(initial, train.X)
    expect([Z.rows, Z.cols]).toEqual([41, 4])
    const { W1, b1, W2, b2 } = initial
    for (let i = 0; i < Z.rows; i++) {
      const x = takeRows(train.X, [i]).data
      const hidden = b1.map((b, u) =>
        Math.max(
          0,
          W1.data.slice(u * 6, u * 6 + 6).reduce((s, w, j) => s + w * x[j]!, b),
        ),
      )
      b2.forEach((b, o) => {
        const expected = W2.data.slice(o * 5, o * 5 + 5).reduce((sum, w, u) => sum + w * hidden[u]!, b)
        expect(Z.data[i * 4 + o]).toBeCloseTo(expected, 5)
      })
    }
  })

  it('is the same for a row alone and among more rows than fit one chunk', async () => {
    const many = syntheticRows(4100, 6, 3, 0.5, 5).X
    const all = await tfjsTrainer.project(initial, many)
    const some = await tfjsTrainer.project(initial, takeRows(many, [0, 4095, 4096, 4099]))
    expect(takeRows(all, [0, 4095, 4096, 4099])).toEqual(some)
  })
})
