import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { createRng } from '../../math/rng.ts'
import type { LossName } from '../presets.ts'
import { useCpuBackend } from '../testing/cpu-backend.ts'
import { losses } from './registry.ts'

const n = 9
const k = 4
const temperature = 0.5
const rng = createRng(7, 'losses')
const Z = Array.from({ length: n * k }, () => 0.6 * rng.normal())
const y = [0, 2, 1, 0, 2, 2, 0, 1, 5]

function lossOf(
  name: LossName,
  values: readonly number[],
  labels: readonly number[],
  T = temperature,
): number {
  return tf.tidy(
    () => losses[name].compute(tf.tensor2d([...values], [labels.length, k]), int32(labels), T).dataSync()[0]!,
  )
}

function gradientOf(
  name: LossName,
  values: readonly number[],
  labels: readonly number[],
  T = temperature,
): number[] {
  return tf.tidy(() => {
    const gradient = tf.grad((Z) => losses[name].compute(Z as tf.Tensor2D, int32(labels), T))
    return Array.from(gradient(tf.tensor2d([...values], [labels.length, k])).dataSync())
  })
}

const int32 = (labels: readonly number[]): tf.Tensor1D => tf.tensor1d([...labels], 'int32')

/** Central differences of f at every entry. */
function differences(f: (values: number[]) => number, values: readonly number[], step: number): number[] {
  return values.map(
    (value, i) => (f(values.with(i, value + step)) - f(values.with(i, value - step))) / (2 * step),
  )
}

function furthest(actual: readonly number[], expected: readonly number[]): number {
  const scale = Math.max(...expected.map(Math.abs))
  return Math.max(...expected.map((value, i) => Math.abs(actual[i]! - value))) / scale
}

beforeAll(useCpuBackend)

describe.each(Object.values(losses))('the contract of every loss: $name', ({ name }) => {
  it('is registered under its own name', () => {
    expect(losses[name].name).toBe(name)
  })

  it('has the gradient of finite differences', () => {
    const numeric = differences((values) => lossOf(name, values, y), Z, 4e-3)
    expect(Math.max(...numeric.map(Math.abs))).toBeGreaterThan(0.01)
    expect(furthest(gradientOf(name, Z, y), numeric)).toBeLessThan(2e-3)
  })

  it('does not depend on the order of the rows, or on which integers name the classes', () => {
    const order = [4, 8, 0, 3, 6, 1, 7, 2, 5]
    const moved = order.flatMap((i) => Z.slice(i * k, (i + 1) * k))
    const renamed = order.map((i) => 40 - 3 * y[i]!)
    expect(lossOf(name, moved, renamed)).toBeCloseTo(lossOf(name, Z, y), 5)
    const gradient = gradientOf(name, Z, y)
    const expected = order.flatMap((i) => gradient.slice(i * k, (i + 1) * k))
    expect(furthest(gradientOf(name, moved, renamed), expected)).toBeLessThan(1e-5)
  })

  it.each([
    ['large outputs', Z.map((z) => 300 * z), y],
    ['small outputs', Z.map((z) => 1e-6 * z), y],
    ['a row of zeros', Z.with(0, 0).with(1, 0).with(2, 0).with(3, 0), y],
    ['equal rows', Z.map((_, i) => Z[i % k]!), y],
    ['one class', Z, y.map(() => 3)],
    ['no two rows of a class', Z, y.map((_, i) => i)],
  ])('is finite, gradient and all, for %s at T = 0.1', (_, values, labels) => {
    expect(lossOf(name, values, labels, 0.1)).toBeGreaterThanOrEqual(0)
    expect(
      [lossOf(name, values, labels, 0.1), ...gradientOf(name, values, labels, 0.1)].every(Number.isFinite),
    ).toBe(true)
  })

  it('is 0 with a zero gradient for a batch of one row', () => {
    expect(lossOf(name, Z.slice(0, k), [1])).toBe(0)
    expect(gradientOf(name, Z.slice(0, k), [1]).every((value) => value === 0)).toBe(true)
  })
})

/** The definitions, pair by pair in float64. */
const definitions: Readonly<Record<LossName, (Z: readonly number[]) => number>> = {
  pair: (Z) => pairMean((i, j) => dot(Z, i, j)),
  'pair-cosine': (Z) => pairMean((i, j) => cosine(Z, i, j)),
  supcon(Z) {
    const anchors = y.map((label, a) => {
      const others = y.map((_, j) => j).filter((j) => j !== a)
      const positives = others.filter((j) => y[j] === label)
      const total = others.reduce((sum, j) => sum + Math.exp(cosine(Z, a, j) / temperature), 0)
      const towards = positives.reduce((sum, p) => sum + cosine(Z, a, p) / temperature - Math.log(total), 0)
      return positives.length > 0 ? [-towards / positives.length] : []
    })
    const counted = anchors.flat()
    return counted.reduce((sum, value) => sum + value, 0) / counted.length
  },
}

function pairMean(similarity: (i: number, j: number) => number): number {
  let sum = 0
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      const p = 1 / (1 + Math.exp(-similarity(i, j) / temperature))
      sum -= y[i] === y[j] ? Math.log(p) : Math.log(1 - p)
    }
  return sum / ((n * (n - 1)) / 2)
}

const rowOf = (Z: readonly number[], i: number): readonly number[] => Z.slice(i * k, (i + 1) * k)
const dot = (Z: readonly number[], i: number, j: number): number =>
  rowOf(Z, i).reduce((sum, value, c) => sum + value * rowOf(Z, j)[c]!, 0)
const cosine = (Z: readonly number[], i: number, j: number): number =>
  dot(Z, i, j) / Math.sqrt(dot(Z, i, i) * dot(Z, j, j))

describe('the losses as their papers define them', () => {
  it.each(Object.entries(definitions))('%s: value and gradient', (name, definition) => {
    expect(lossOf(name as LossName, Z, y)).toBeCloseTo(definition(Z), 5)
    expect(furthest(gradientOf(name as LossName, Z, y), differences(definition, Z, 1e-5))).toBeLessThan(2e-6)
  })

  it('supcon is 0 with a zero gradient where no anchor has a positive', () => {
    const labels = y.map((_, i) => i)
    expect(lossOf('supcon', Z, labels)).toBe(0)
    expect(gradientOf('supcon', Z, labels).every((value) => value === 0)).toBe(true)
  })
})
