import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { availableKinds } from '../../math/kernel-kind.ts'
import { matrix } from '../../math/matrix.ts'
import { createRng } from '../../math/rng.ts'
import type { LossName } from '../presets.ts'
import { useCpuBackend } from '../testing/cpu-backend.ts'
import { lossByKernels } from '../testing/loss-by-kernels.ts'
import { losses } from './registry.ts'

const n = 9
const k = 4
const temperature = 0.5
const rng = createRng(7, 'losses')
const Z = Array.from({ length: n * k }, () => 0.6 * rng.normal())
const y = [0, 2, 1, 0, 2, 2, 0, 1, 5]

/** A loss with its derivative, computed in one of its forms. */
interface Form {
  readonly form: string
  of(name: LossName, values: readonly number[], labels: readonly number[], T: number): Computed
}
interface Computed {
  readonly loss: number
  readonly gradient: readonly number[]
}

const reference: Form = {
  form: 'tfjs',
  of: (name, values, labels, T) =>
    tf.tidy(() => {
      const compute = tf.valueAndGrad((Z) => losses[name].compute(Z as tf.Tensor2D, int32(labels), T))
      const { value, grad } = compute(tf.tensor2d([...values], [labels.length, k]))
      return { loss: value.dataSync()[0]!, gradient: Array.from(grad.dataSync()) }
    }),
}
const byKernels = availableKinds().map((kind): Form => ({
  form: kind,
  of(name, values, labels, T) {
    const Z = matrix(labels.length, k, Float32Array.from(values))
    const { loss, gradient } = lossByKernels(kind, name, Z, labels, T)
    return { loss, gradient: [...gradient.data] }
  },
}))
const forms = [reference, ...byKernels]

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

const contracts = Object.values(losses).flatMap(({ name }) => forms.map((form) => ({ name, ...form })))

describe.each(contracts)('the contract of every loss: $name, $form', ({ name, of }) => {
  const lossOf = (values: readonly number[], labels: readonly number[], T = temperature): number =>
    of(name, values, labels, T).loss
  const gradientOf = (values: readonly number[], labels: readonly number[], T = temperature) =>
    of(name, values, labels, T).gradient

  it('is registered under its own name', () => {
    expect(losses[name].name).toBe(name)
  })

  it('has the gradient of finite differences', () => {
    const numeric = differences((values) => lossOf(values, y), Z, 4e-3)
    expect(Math.max(...numeric.map(Math.abs))).toBeGreaterThan(0.01)
    expect(furthest(gradientOf(Z, y), numeric)).toBeLessThan(2e-3)
  })

  it('does not depend on the order of the rows, or on which integers name the classes', () => {
    const order = [4, 8, 0, 3, 6, 1, 7, 2, 5]
    const moved = order.flatMap((i) => Z.slice(i * k, (i + 1) * k))
    const renamed = order.map((i) => 40 - 3 * y[i]!)
    expect(lossOf(moved, renamed)).toBeCloseTo(lossOf(Z, y), 5)
    const gradient = gradientOf(Z, y)
    const expected = order.flatMap((i) => gradient.slice(i * k, (i + 1) * k))
    expect(furthest(gradientOf(moved, renamed), expected)).toBeLessThan(1e-5)
  })

  it.each([
    ['large outputs', Z.map((z) => 300 * z), y],
    ['small outputs', Z.map((z) => 1e-6 * z), y],
    ['a row of zeros', Z.with(0, 0).with(1, 0).with(2, 0).with(3, 0), y],
    ['equal rows', Z.map((_, i) => Z[i % k]!), y],
    ['one class', Z, y.map(() => 3)],
    ['no two rows of a class', Z, y.map((_, i) => i)],
  ])('is finite, gradient and all, for %s at T = 0.1', (_, values, labels) => {
    expect(lossOf(values, labels, 0.1)).toBeGreaterThanOrEqual(0)
    expect([lossOf(values, labels, 0.1), ...gradientOf(values, labels, 0.1)].every(Number.isFinite)).toBe(
      true,
    )
  })

  it('is 0 with a zero gradient for a batch of one row', () => {
    expect(lossOf(Z.slice(0, k), [1])).toBe(0)
    expect(gradientOf(Z.slice(0, k), [1]).every((value) => value === 0)).toBe(true)
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

describe.each(forms)('the losses as their papers define them: $form', ({ of }) => {
  it.each(Object.entries(definitions))('%s: value and gradient', (name, definition) => {
    const { loss, gradient } = of(name as LossName, Z, y, temperature)
    expect(loss).toBeCloseTo(definition(Z), 5)
    expect(furthest(gradient, differences(definition, Z, 1e-5))).toBeLessThan(2e-6)
  })

  it('supcon is 0 with a zero gradient where no anchor has a positive', () => {
    const labels = y.map((_, i) => i)
    const { loss, gradient } = of('supcon', Z, labels, temperature)
    expect(loss).toBe(0)
    expect(gradient.every((value) => value === 0)).toBe(true)
  })
})
