import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { numbers } from '../../math/arithmetic.ts'
import type { OptimiserName } from '../presets.ts'
import { useCpuBackend } from '../testing/cpu-backend.ts'
import { disposeState, startOptimiser, type StepSizes } from './optimiser.ts'
import { optimisers } from './registry.ts'

const gradients = [0.5, -2, 0.25, 0.25, -1, 3]

/** The parameter after each of the gradients, from 1, by tensors. */
function pathByTensors(name: OptimiserName, sizes: StepSizes): number[] {
  return tf.tidy(() => {
    let state = startOptimiser(optimisers[name], Float32Array.of(1))
    return gradients.map((gradient) => {
      state = optimisers[name].step(state, tf.tensor1d([gradient]), sizes)
      return state.parameters.dataSync()[0]!
    })
  })
}

/** The same by the formula, in numbers. */
function pathByFormula(name: OptimiserName, sizes: StepSizes): number[] {
  const { formula, moments } = optimisers[name]
  let state = { parameter: 1, moments: Array<number>(moments).fill(0) as readonly number[] }
  return gradients.map((gradient, i) => {
    state = formula.update(numbers, { ...state, gradient }, formula.numbers(i + 1, sizes))
    return state.parameter
  })
}

/** As the papers write them, in float64. */
const definitions: Readonly<Record<OptimiserName, (sizes: StepSizes) => number[]>> = {
  adam({ learningRate, weightDecay }) {
    let [p, m, v] = [1, 0, 0]
    return gradients.map((g, i) => {
      m = 0.9 * m + 0.1 * g
      v = 0.999 * v + 0.001 * g * g
      const corrected = m / (1 - 0.9 ** (i + 1)) / (Math.sqrt(v / (1 - 0.999 ** (i + 1))) + 1e-8)
      p -= learningRate * weightDecay * p + learningRate * corrected
      return p
    })
  },
  sgd({ learningRate, weightDecay }) {
    let [p, velocity] = [1, 0]
    return gradients.map((g) => {
      velocity = 0.9 * velocity + g
      p -= learningRate * weightDecay * p + learningRate * velocity
      return p
    })
  },
}

beforeAll(useCpuBackend)

describe.each(Object.values(optimisers))('the contract of every optimiser: $name', ({ name }) => {
  it('is registered under its own name', () => {
    expect(optimisers[name].name).toBe(name)
  })

  it.each([0, 0.3])('follows its definition, weight decay %d', (weightDecay) => {
    const sizes = { learningRate: 0.05, weightDecay }
    const { formula } = optimisers[name]
    expect(formula.numbers(1, sizes)).toHaveLength(formula.count)
    const expected = definitions[name](sizes)
    for (const path of [pathByTensors, pathByFormula])
      path(name, sizes).forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5))
  })

  it('leaves the old state to the caller, and both can be freed', () => {
    const before = tf.memory().numTensors
    const first = startOptimiser(optimisers[name], Float32Array.of(1, 2))
    const gradient = tf.tensor1d([1, 1])
    const next = tf.tidy(() =>
      optimisers[name].step(first, gradient, { learningRate: 0.1, weightDecay: 0.1 }),
    )
    expect([...first.parameters.dataSync()]).toEqual([1, 2])
    tf.dispose(gradient)
    disposeState(first)
    disposeState(next)
    expect(tf.memory().numTensors).toBe(before)
  })
})
