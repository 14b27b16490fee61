import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { dropoutMask } from '../dropout.ts'
import { losses } from '../losses/registry.ts'
import { widthsOf, type NetworkWeights } from '../network.ts'
import { lossNames, optimiserNames } from '../presets.ts'
import { useCpuBackend } from '../testing/cpu-backend.ts'
import { deep, depths, initial, inOrder, job, keys, train } from '../testing/small-training.ts'
import type { TrainingJob } from '../trainer.ts'
import { lossAndGradient } from './gradient.ts'
import { flatten, joined, layersOf, unflatten } from './parameters.ts'
import { tfjsTrainer } from './trainer.ts'

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

describe.each(depths)('parameters of %s', (_, weights) => {
  it('come back as they went in, through the flat array and through the layers', async () => {
    const flat = flatten(weights)
    const widths = widthsOf(weights)
    expect(unflatten(flat, widths)).toEqual(weights)
    const again = tf.tidy(() => joined(layersOf(tf.tensor1d(flat), widths)))
    expect(await again.data()).toEqual(flat)
    again.dispose()
  })
})

describe.each(depths)('the hand-written gradient of %s', (_, weights) => {
  it.each(lossNames)('is that of tfjs itself, dropout masks and all: %s', (name) => {
    tf.tidy(() => {
      const X = tf.tensor2d(train.X.data, [41, 6])
      const y = tf.tensor1d(train.y, 'int32')
      const layers = layersOf(tf.tensor1d(flatten(weights)), widthsOf(weights))
      const masks = layers.slice(0, -1).map(({ b }, l) => {
        const units = b.shape[0]
        return tf.tensor2d(dropoutMask([1, l], 41 * units, 0.3), [41, units])
      })
      const ours = lossAndGradient({ X, y }, layers, masks, losses[name], 0.2)
      const plain = tf.valueAndGrads((...all: tf.Tensor[]) => {
        let H: tf.Tensor2D = X
        for (let l = 0; l < layers.length; l++) {
          const A = tf.add<tf.Tensor2D>(tf.matMul(H, all[2 * l] as tf.Tensor2D), all[2 * l + 1]!)
          H = l < masks.length ? tf.mul(tf.relu(A), masks[l]!) : A
        }
        return losses[name].compute(H, y, 0.2)
      })
      const { value, grads } = plain(layers.flatMap(({ V, b }): tf.Tensor[] => [V, b]))
      const expected = tf.concat(grads.map((gradient) => tf.reshape(gradient, [-1]))).dataSync()
      const scale = Math.max(...expected.map(Math.abs))
      joined(ours.gradient)
        .dataSync()
        .forEach((entry, i) => expect(Math.abs(entry - expected[i]!)).toBeLessThan(2e-6 * scale))
      expect(ours.loss.dataSync()[0]).toBeCloseTo(value.dataSync()[0]!, 5)
    })
  })
})

describe('memory', () => {
  it('no tensor outlives a run: finished, cancelled or diverged', async () => {
    const before = tf.memory().numTensors
    for (const optimiser of optimiserNames) {
      const whole = job({ dropout: 0.3, weightDecay: 0.1, optimiser })
      await trained({ ...whole, initial: deep, validation: train }, 2)
    }
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
