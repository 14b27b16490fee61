import { describe, expect, test } from 'vitest'
import { argmaxRows, matrixFrom, takeRows } from '../math/matrix.ts'
import { createRng } from '../math/rng.ts'
import { createSimdMemory } from '../math/simd-product.ts'
import { robust } from '../projection/presets.ts'
import { adamLengths, createAdam } from './adam.ts'
import { createMlpNetwork } from './mlp-network.ts'
import { trainMlp } from './mlp-train.ts'
import { mlp } from './mlp.ts'
import { contextOf, made, madeUneven, type Made } from './testing/made.ts'

const settings = robust.classifiers.mlp

test('Adam, by hand: a first step of the learning rate, then one of 1 / 19 of it back', () => {
  // Gradients 0.5 and -0.5: the means are 0.05, then 0.9 * 0.05 - 0.05 = -0.005; the squares' means 0.00025, then
  // 0.00049975. Corrected by 0.1 and 0.19, by 0.001 and 0.001999, the steps are 1 and -0.005 / 0.19 * 2 = -1 / 19.
  const memory = createSimdMemory([4, 4, ...adamLengths([4])])
  const [values, gradients] = [memory.allocate(4), memory.allocate(4)]
  const adam = createAdam(memory, [values], [gradients])
  values.set([1, 1])
  gradients.set([0.5, 0.5])
  const step = { share: 1, penalties: [0], learningRate: 0.01 }
  expect(adam.step(step)).toEqual([2])
  expect(values[0]).toBeCloseTo(0.99, 6)
  gradients.set([-0.5, -0.5])
  adam.step(step)
  expect(values[0]).toBeCloseTo(0.99 + 0.01 / 19, 6)
  expect(values[1]).toBe(values[0])
})

test('Adam takes a share of the gradient and adds the penalty to it', () => {
  const memory = createSimdMemory([4, 4, ...adamLengths([4])])
  const [values, gradients] = [memory.allocate(4), memory.allocate(4)]
  values.set([2, 2, 0])
  gradients.set([4, -1, 0])
  // (4 + 0.5 * 2) / 2 and (-1 + 0.5 * 2) / 2: the first step is the learning rate whatever the size, and none without a gradient
  const squares = createAdam(memory, [values], [gradients]).step({
    share: 0.5,
    penalties: [0.5],
    learningRate: 0.25,
  })
  expect(squares).toEqual([8])
  expect(values[0]).toBeCloseTo(1.75, 6)
  expect([...values.subarray(1)]).toEqual([2, 0, 0])
})

describe('the network', () => {
  test('by hand: two inputs, two units of which one is off, one output', () => {
    const network = createMlpNetwork({ inputs: 2, hidden: 2, outputs: 1 }, 1)
    const [W1, b1, W2, b2] = network.parameters
    network.inputs.set([1, 2])
    W1!.set([3, -1], 0)
    W1!.set([0.5, -2], network.hiddenStride)
    b1!.set([0.25, 1])
    W2!.set([2], 0)
    W2!.set([7], network.outputStride)
    b2!.set([-1])
    network.forward(1)
    // units max(0, 3 + 1 + 0.25) and max(0, -1 - 4 + 1)
    expect(network.outputs[0]).toBe(2 * 4.25 - 1)

    network.outputs[0] = 10
    network.backward(1)
    const [gW1, gb1, gW2, gb2] = network.gradients
    expect([gW1![0], gW1![1]]).toEqual([20, 0])
    expect([gW1![network.hiddenStride], gW1![network.hiddenStride + 1]]).toEqual([40, 0])
    expect([gb1![0], gb1![1], gb2![0]]).toEqual([20, 0, 10])
    expect([gW2![0], gW2![network.outputStride]]).toEqual([42.5, 0])
  })

  test('gradients are the slopes of the outputs, for sizes that fill no tile', () => {
    const rng = createRng(3, 'network')
    const shape = { inputs: 5, hidden: 11, outputs: 3 }
    const rows = 6
    const network = createMlpNetwork(shape, 10)
    const strides = [network.hiddenStride, network.hiddenStride, network.outputStride, network.outputStride]
    const sizes = [[5, 11], [1, 11], [11, 3], [1, 3]] // prettier-ignore
    const entries = sizes.flatMap(([r, c], a) =>
      Array.from({ length: r! * c! }, (_, at) => [a, Math.floor(at / c!) * strides[a]! + (at % c!)] as const),
    )
    for (const [a, at] of entries) network.parameters[a]![at] = rng.normal()
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < 5; j++) network.inputs[i * network.inputStride + j] = rng.normal()
    const weights = Array.from({ length: rows * 3 }, () => rng.normal())
    const value = (): number => {
      network.forward(rows)
      return weights.reduce(
        (sum, w, at) => sum + w * network.outputs[Math.floor(at / 3) * network.outputStride + (at % 3)]!,
        0,
      )
    }
    value()
    weights.forEach((w, at) => (network.outputs[Math.floor(at / 3) * network.outputStride + (at % 3)] = w))
    network.backward(rows)
    const gradients = network.gradients.map((gradient) => gradient.slice())
    const step = 1 / 1024
    for (const [a, at] of entries) {
      const values = network.parameters[a]!
      const before = values[at]!
      values[at] = before + step
      const above = value()
      values[at] = before - step
      const slope = (above - value()) / (2 * step)
      values[at] = before
      expect(Math.abs(slope - gradients[a]![at]!)).toBeLessThan(0.02)
    }
  })
})

describe('the classifier', () => {
  test('learns what no line divides', async () => {
    const corners = [[0, 0], [1, 1], [0, 1], [1, 0]] // prettier-ignore
    const X = matrixFrom(Array.from({ length: 200 }, (_, i) => corners[i % 4]!))
    const y = Int32Array.from({ length: 200 }, (_, i) => Number(i % 4 > 1))
    const fitted = await mlp({ ...settings, learningRate: 0.01 }).fit(X, y, contextOf({ X, y }, 2))
    expect([...argmaxRows(fitted.predictProba(matrixFrom(corners)))]).toEqual([0, 0, 1, 1])
  })

  const { X, y } = made(120, 6, [0, 1], 4)
  const train = (changes: Partial<typeof settings>) =>
    trainMlp({ X, y, classes: 2, rng: createRng(1, 'mlp') }, { ...settings, ...changes })

  test('ends after more than `patience` epochs that lower the loss by less than the tolerance', () => {
    const still = train({ learningRate: 1e-8, patience: 3 })
    // the first epoch has nothing to be compared with
    expect(still).toMatchObject({ epochs: 5, converged: true })
    expect(train({ epochs: 2 })).toMatchObject({ epochs: 2, converged: false })
  })

  test('a class weight of two is every row of the class twice, in a batch of all rows', () => {
    const rare = madeUneven([40, 20], 6, 4)
    const twice = [...rare.y.keys()].flatMap((i) => (rare.y[i] === 1 ? [i, i] : [i]))
    const whole = { ...settings, alpha: 0, batchSize: 1000, epochs: 40 }
    const fit = (data: Made, weights?: Float64Array) =>
      trainMlp({ ...data, classes: 2, rng: createRng(1, 'mlp'), ...(weights && { weights }) }, whole)
    const weighted = fit(rare, Float64Array.of(0.75, 1.5))
    const repeated = fit({ X: takeRows(rare.X, twice), y: Int32Array.from(twice, (i) => rare.y[i]!) })
    expect(weighted.loss).toBeCloseTo(repeated.loss, 4)
    expect(fit(rare).loss).not.toBeCloseTo(repeated.loss, 2)
  })

  test('the penalty draws the weights towards 0', () => {
    const length = (alpha: number): number => train({ alpha }).arrays[0]!.reduce((sum, w) => sum + w * w, 0)
    expect(length(100)).toBeLessThan(0.5 * length(0))
  })

  test('training that diverges is told, not hidden in the probabilities', async () => {
    const huge = { X: { ...X, data: X.data.map((value) => Math.sign(value) * 3e38) }, y }
    await expect(mlp(settings).fit(huge.X, y, contextOf(huge, 2))).rejects.toMatchObject({
      code: 'training-diverged',
    })
  })

  test('a fit that is cancelled on its way ends', async () => {
    let looks = 0
    const signal = {
      get aborted() {
        return ++looks > 5
      },
    }
    await expect(mlp(settings).fit(X, y, { ...contextOf({ X, y }, 2), signal })).rejects.toMatchObject({
      code: 'cancelled',
    })
    expect(looks).toBe(6)
  })
})
