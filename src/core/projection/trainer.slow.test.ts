import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { row, takeRows } from '../math/matrix.ts'
import { createRng } from '../math/rng.ts'
import { type DropoutKey, dropoutMask } from './dropout.ts'
import { losses } from './losses/registry.ts'
import { widthsOf, type NetworkWeights } from './network.ts'
import { optimiserNames } from './presets.ts'
import { useCpuBackend } from './testing/cpu-backend.ts'
import { syntheticRows } from './testing/synthetic.ts'
import { depths, initial, inOrder, job, keys, train } from './testing/small-training.ts'
import type { TrainingJob } from './trainer.ts'
import { trainers } from './testing/trainers.ts'
import { lossAndGradient } from './tfjs/gradient.ts'
import { flatten, layersOf } from './tfjs/parameters.ts'

beforeAll(useCpuBackend)

/** The supervised contrastive loss of all training rows at T = 0.2; parameters as `flatten` gives them. */
function supconOf(flat: readonly number[], widths: readonly number[]): number {
  const outputs = Array.from(train.y, (_, i) => {
    let h: number[] = [...row(train.X, i)]
    let at = 0
    widths.slice(1).forEach((units, l) => {
      const from = at
      const biases = from + h.length * units
      const a = Array.from({ length: units }, (_, u) =>
        h.reduce((sum, x, j) => sum + x * flat[from + j * units + u]!, flat[biases + u]!),
      )
      at = biases + units
      h = l < widths.length - 2 ? a.map((value) => Math.max(0, value)) : a
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

describe.each(trainers)('the contract of every trainer: $name', (trainer) => {
  /** Weights after `epochs` epochs in file order. */
  async function trained(
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

  describe.each(depths)('the gradient of %s', (_, weights) => {
    it('is that of finite differences of the loss in float64, written out from its definition', async () => {
      const run = await trainer.start({ ...job(), initial: weights })
      const { loss, gradient } = await run.gradient(inOrder)
      run.dispose()
      const widths = widthsOf(weights)
      const flat = [...flatten(weights)]
      expect(loss).toBeCloseTo(supconOf(flat, widths), 5)
      const step = 1e-6
      const numeric = flat.map(
        (value, i) =>
          (supconOf(flat.with(i, value + step), widths) - supconOf(flat.with(i, value - step), widths)) /
          (2 * step),
      )
      const scale = Math.max(...numeric.map(Math.abs))
      expect(scale).toBeGreaterThan(0.01)
      const actual = flatten(gradient)
      numeric.forEach((slope, i) => expect(Math.abs(actual[i]! - slope)).toBeLessThan(1e-5 * scale))
    })
  })

  describe('an epoch', () => {
    it('uses every row of the order, the short last batch too, and averages the batch losses before each step', async () => {
      const still = job({ learningRate: 0 })
      const run = await trainer.start(still)
      const order = createRng(4).permutation(41)
      const { train: loss, validation } = await run.epoch(order, keys(), {})
      const batches = [order.slice(0, 16), order.slice(16, 32), order.slice(32)]
      const each = await Promise.all(batches.map(async (rows) => (await run.gradient(rows)).loss))
      run.dispose()
      expect(each[2]).toBeGreaterThan(0)
      expect(loss).toBeCloseTo((each[0]! + each[1]! + each[2]!) / 3, 5)
      expect(validation).toBeNull()
    })

    it.each(
      optimiserNames.flatMap((optimiser) =>
        depths.map(([what, weights]) => [optimiser, what, weights] as const),
      ),
    )('lowers the loss: %s, %s', async (optimiser, _, weights) => {
      const run = await trainer.start({ ...job({ optimiser, learningRate: 3e-2 }), initial: weights })
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

    it.each(depths)(
      'drops the units of each hidden layer by the mask of a key of its own: %s',
      async (_, weights) => {
        const dropping = { ...job({ dropout: 0.5, batchSize: 41, learningRate: 0 }), initial: weights }
        const run = await trainer.start(dropping)
        const drawn: DropoutKey[] = []
        const stream = keys()
        const recording = { nextKey: () => drawn[drawn.push(stream.nextKey()) - 1]! }
        const { train: loss } = await run.epoch(inOrder, recording, {})
        run.dispose()
        const hidden = widthsOf(weights).slice(1, -1)
        expect(drawn).toHaveLength(hidden.length)
        const expected = tf.tidy(() => {
          const masks = hidden.map((units, l) =>
            tf.tensor2d(dropoutMask(drawn[l]!, 41 * units, 0.5), [41, units]),
          )
          const rows = { X: tf.tensor2d(train.X.data, [41, 6]), y: tf.tensor1d(train.y, 'int32') }
          const layers = layersOf(tf.tensor1d(flatten(weights)), widthsOf(weights))
          return lossAndGradient(rows, layers, masks, losses.supcon, 0.2).loss.dataSync()[0]!
        })
        expect(loss).toBeCloseTo(expected, 6)
      },
    )

    it.each(optimiserNames)(
      '%s decays every parameter, biases too, apart from the gradient',
      async (optimiser) => {
        // one class per row: supcon has no gradient, so only the decay is left
        const lonely = {
          ...job({ optimiser, weightDecay: 0.5, batchSize: 41 }),
          train: { X: train.X, y: inOrder },
        }
        const before = flatten(initial)
        flatten(await trained(lonely, 2)).forEach((value, i) =>
          expect(value).toBeCloseTo(before[i]! * (1 - 1e-2 * 0.5) ** 2, 6),
        )
      },
    )

    it('awaits yieldToLoop after every step and every chunk of validation rows', async () => {
      const run = await trainer.start({ ...job(), validation: syntheticRows(17, 6, 3, 0.5, 8) })
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
      const run = await trainer.start(job())
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
      const run = await trainer.start(job({ ...changes, loss: 'pair' }))
      const fail = async (): Promise<void> => {
        for (let epoch = 0; epoch < 5; epoch++) await run.epoch(inOrder, keys(), {})
      }
      await expect(fail()).rejects.toMatchObject({
        code: 'training-diverged',
        params: { loss: 'pair', epoch },
      })
      run.dispose()
    })
  })

  describe('validation rows', () => {
    const validation = syntheticRows(37, 6, 3, 0.5, 8)

    it('R3: are watched and never trained on', async () => {
      expect(await trained({ ...job(), validation }, 3)).toEqual(await trained(job(), 3))
    })

    it('give the mean loss of nearly equal chunks of at most one batch, without dropout', async () => {
      const run = await trainer.start({ ...job({ dropout: 0.5, learningRate: 0 }), validation })
      const { validation: loss } = await run.epoch(inOrder, keys(), {})
      run.dispose()
      const rows = await trainer.start({ ...job(), train: validation })
      const chunk = async (start: number, end: number): Promise<number> =>
        (await rows.gradient(Int32Array.from({ length: end - start }, (_, i) => start + i))).loss
      const each = [await chunk(0, 12), await chunk(12, 24), await chunk(24, 37)]
      rows.dispose()
      expect(loss).toBeCloseTo((each[0]! + each[1]! + each[2]!) / 3, 5)
    })
  })

  describe('project', () => {
    it.each(depths)('is one layer after the other, relu between them, row by row: %s', async (_, weights) => {
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
    })

    it('is the same for a row alone and among more rows than fit one chunk', async () => {
      const many = syntheticRows(4100, 6, 3, 0.5, 5).X
      const all = await trainer.project(initial, many)
      const some = await trainer.project(initial, takeRows(many, [0, 4095, 4096, 4099]))
      expect(takeRows(all, [0, 4095, 4096, 4099])).toEqual(some)
    })
  })
})
