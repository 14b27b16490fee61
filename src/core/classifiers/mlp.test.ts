import { describe, expect, test } from 'vitest'
import { availableKinds, type KernelKind } from '../math/kernel-kind.ts'
import { argmaxRows, matrix, matrixFrom, takeRows } from '../math/matrix.ts'
import { allocateOnce } from '../math/panel-kernels.ts'
import { panelIndex, type Panels } from '../math/panels.ts'
import { createRng } from '../math/rng.ts'
import { stepKernel } from '../projection/kernels/batch-network.ts'
import { robust } from '../projection/presets.ts'
import { createMlpNetwork, mlpScores, weightSizes } from './mlp-network.ts'
import { mlpStep, mlpStepNumbers, type MlpStep } from './mlp-step.ts'
import { trainMlp } from './mlp-train.ts'
import { mlp } from './mlp.ts'
import { contextOf, made, madeUneven, type Made } from './testing/made.ts'

const settings = robust.classifiers.mlp

/** The kernel of a kind, on eight parameters; the values after each step on these gradients, the same for all eight. */
function path(
  kind: KernelKind,
  start: number,
  steps: readonly (Omit<MlpStep, 'step'> & { readonly g: number })[],
) {
  const memory = allocateOnce(kind, (take) => ({
    parameters: take(8),
    gradient: take(8),
    moments: [take(8), take(8)],
    numbers: take(mlpStep.count),
  }))
  const { arrays } = memory
  const move = stepKernel(memory, { name: 'mlp', formula: mlpStep, moments: 2 }, arrays.numbers)
  arrays.parameters.fill(start)
  return steps.map(({ g, ...step }, i) => {
    arrays.gradient.fill(g)
    move(arrays, mlpStepNumbers({ ...step, step: i + 1 }))
    expect(new Set(arrays.parameters).size).toBe(1)
    return arrays.parameters[0]!
  })
}

describe.each(availableKinds())('Adam as scikit-learn has it: %s', (kind) => {
  test('by hand: a first step of the learning rate, then one of 1 / 19 of it back', () => {
    // Gradients 0.5 and -0.5: the means are 0.05, then 0.9 * 0.05 - 0.05 = -0.005; the squares' means 0.00025, then
    // 0.00049975. Corrected by 0.1 and 0.19, by 0.001 and 0.001999, the steps are 1 and -0.005 / 0.19 * 2 = -1 / 19.
    const step = { share: 1, penalty: 0, learningRate: 0.01 }
    const [first, second] = path(kind, 1, [{ ...step, g: 0.5 }, { ...step, g: -0.5 }]) // prettier-ignore
    expect(first).toBeCloseTo(0.99, 6)
    expect(second).toBeCloseTo(0.99 + 0.01 / 19, 6)
  })

  test('takes a share of the gradient and adds the penalty to it', () => {
    const step = { share: 0.5, penalty: 0.5, learningRate: 0.25 }
    // (4 + 0.5 * 2) / 2 and (-1 + 0.5 * 2) / 2: the first step is the learning rate whatever the size, and none without a gradient
    expect(path(kind, 2, [{ ...step, g: 4 }])[0]).toBeCloseTo(1.75, 6)
    expect(path(kind, 2, [{ ...step, g: -1 }])).toEqual([2])
    // epsilon stands beside the root of the square that is not corrected: 1e-8 / root(0.001) of the size of a gradient of 1e-6
    const small = path(kind, 0, [{ ...step, penalty: 0, g: 2e-6 }])[0]!
    expect(small / -0.25).toBeCloseTo(1 / (1 + 1e-8 / (1e-6 * Math.sqrt(0.001))), 4)
  })
})

describe('the network', () => {
  const entry = ({ rows, data }: Panels, i: number, k: number): number => data[panelIndex(rows, i, k)]!

  test('by hand: two inputs, two units of which one is off, one output', () => {
    const shape = { inputs: 2, hidden: 2, outputs: 1 }
    const arrays = [[3, -1, 0.5, -2], [0.25, 1], [2, 7], [-1]].map((values) => Float32Array.from(values))
    const network = createMlpNetwork(matrixFrom([[1, 2]]), { shape, arrays }, 1)
    const scores = network.forward(Int32Array.of(0))
    // units max(0, 3 + 1 + 0.25) and max(0, -1 - 4 + 1)
    expect(entry(scores, 0, 0)).toBe(2 * 4.25 - 1)
    expect(mlpScores({ shape, arrays }, matrixFrom([[1, 2]])).data[0]).toBe(2 * 4.25 - 1)
    expect(network.squares()).toBe(9 + 1 + 0.25 + 4 + 4 + 49)

    network.derivatives(1).data[0] = 10
    network.backward(1)
    expect(network.gradients().arrays.map((values) => [...values])).toEqual([
      [20, 0, 40, 0],
      [20, 0],
      [42.5, 0],
      [10],
    ])
    // biases are not penalised: without a gradient they stay
    network.derivatives(1)
    network.backward(1)
    network.step({ step: 1, share: 1, penalty: 1, learningRate: 0.5 })
    const [W1, b1, , b2] = network.weights().arrays
    expect([...W1!].map((w) => w.toFixed(3))).toEqual(['2.500', '-0.500', '0.000', '-1.500'])
    expect([...b1!, ...b2!]).toEqual([0.25, 1, -1])
  })

  test('gradients are the slopes of the outputs, for sizes that fill no tile', () => {
    const rng = createRng(3, 'network')
    const shape = { inputs: 5, hidden: 11, outputs: 3 }
    const arrays = weightSizes(shape).map(([r, c]) =>
      Float32Array.from({ length: r * c }, () => rng.normal()),
    )
    const X = matrix(
      8,
      5,
      Float32Array.from({ length: 40 }, () => rng.normal()),
    )
    const rows = Int32Array.of(7, 0, 2, 3, 1, 5)
    const factors = Array.from({ length: rows.length * 3 }, () => rng.normal())
    const weighed = (changed: readonly Float32Array[]): number => {
      const scores = createMlpNetwork(X, { shape, arrays: changed }, 10).forward(rows)
      return factors.reduce((sum, factor, at) => sum + factor * entry(scores, Math.floor(at / 3), at % 3), 0)
    }
    const network = createMlpNetwork(X, { shape, arrays }, 10)
    network.forward(rows)
    const { rows: height, data } = network.derivatives(rows.length)
    factors.forEach((w, at) => (data[panelIndex(height, Math.floor(at / 3), at % 3)] = w))
    network.backward(rows.length)
    const step = 1 / 1024
    network.gradients().arrays.forEach((gradient, a) =>
      gradient.forEach((value, at) => {
        const moved = (by: number): number =>
          weighed(
            arrays.map((values, i) => (i === a ? values.map((w, p) => (p === at ? w + by : w)) : values)),
          )
        const slope = (moved(step) - moved(-step)) / (2 * step)
        expect(Math.abs(slope - value)).toBeLessThan(0.02)
      }),
    )
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

  test('rows that the memory has no room for are told', async () => {
    const large = { rows: 2 ** 20, cols: 2 ** 10, data: new Float32Array(0) }
    expect(() =>
      createMlpNetwork(large, { shape: { inputs: 2 ** 10, hidden: 1, outputs: 1 }, arrays: [] }, 1),
    ).toThrow(expect.objectContaining({ code: 'computing-out-of-memory' }))
  })

  test('weights that do not fit are a defect, no lack of memory', () => {
    const shape = { inputs: 3, hidden: 2, outputs: 1 }
    const arrays = [6, 40, 2, 1].map((length) => new Float32Array(length))
    expect(() => mlpScores({ shape, arrays }, matrix(2, 3))).toThrow(RangeError)
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
