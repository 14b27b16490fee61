import { describe, expect, test } from 'vitest'
import { numbers, type Arithmetic } from './arithmetic.ts'
import { availableKinds } from './kernel-kind.ts'
import { vectorLoop, type VectorRounding } from './vector-arithmetic.ts'
import { wasmModule } from './wasm-code.ts'

type Formula = <Value>(m: Arithmetic<Value>, a: Value, b: Value) => Value

/** The formula of each pair of numbers, four at a time; as many pairs as is a multiple of 4. */
function computed(rounding: VectorRounding, formula: Formula, a: readonly number[], b: readonly number[]) {
  const loop = vectorLoop(rounding, {
    name: 'run',
    arguments: ['a', 'b', 'out', 'end'],
    strides: { a: 16, b: 16, out: 16 },
    each: (m) => m.store('out', formula(m, m.load('a'), m.load('b'))),
  })
  const memory = new WebAssembly.Memory({ initial: 1 })
  const bytes = 4 * a.length
  new Float32Array(memory.buffer, 0, a.length).set(a)
  new Float32Array(memory.buffer, bytes, a.length).set(b)
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasmModule([loop])), {
    env: { memory },
  })
  ;(exports['run'] as (...values: number[]) => void)(0, bytes, 2 * bytes, bytes)
  return [...new Float32Array(memory.buffer, 2 * bytes, a.length)]
}

const roundings = availableKinds().filter((kind) => kind !== 'scalar')
const steps = (from: number, to: number): number[] =>
  Array.from({ length: 2000 }, (_, i) => Math.fround(from + ((to - from) * i) / 1999))

describe.each(roundings)('arithmetic on vectors: %s', (rounding) => {
  const of = (formula: Formula, a: readonly number[], b = a): number[] => computed(rounding, formula, a, b)

  test.each([
    ['e^a from -87 to 88', <V>(m: Arithmetic<V>, a: V) => m.exp(a), steps(-87, 88)],
    ['e^a around 0', <V>(m: Arithmetic<V>, a: V) => m.exp(a), steps(-0.5, 0.5)],
    ['ln(1 + a) from 0 to 1', <V>(m: Arithmetic<V>, a: V) => m.log1p(a), steps(0, 1)],
    ['ln(1 + a) of small a', <V>(m: Arithmetic<V>, a: V) => m.log1p(a), steps(1e-30, 1e-6)],
  ] as const)('%s is within three units of the last place', (_, formula, a) => {
    of(formula, a).forEach((value, i) => {
      const expected = formula(numbers, a[i]!)
      expect(Math.abs(value - expected)).toBeLessThanOrEqual(3 * 2 ** -24 * Math.abs(expected))
    })
  })

  test('e^a of less than -87 is next to nothing, and finite of anything above 88', () => {
    const [least, most] = of((m, a) => m.exp(a), [-1e30, 1e30, -88, 89])
    expect(least).toBeGreaterThanOrEqual(0)
    expect(least).toBeLessThan(2e-38)
    expect(Number.isFinite(most)).toBe(true)
  })

  test('what is no number stays so', () => {
    const nothing = [NaN, NaN, NaN, NaN]
    expect(of((m, a) => m.exp(a), nothing)).toEqual(nothing)
    expect(of((m, a) => m.log1p(a), nothing)).toEqual(nothing)
    expect(of((m, a, b) => m.larger(a, b), nothing, [0, 1, -1, 2])).toEqual(nothing)
  })

  test('the other operations are those of float32', () => {
    const a = [1.5, -2, 0.1, -0.3]
    const b = [4, 3, -7, 0.7]
    const float = (values: readonly number[]): number[] => values.map(Math.fround)
    const formulas: readonly Formula[] = [
      (m, a, b) => m.add(a, b),
      (m, a, b) => m.subtract(a, b),
      (m, a, b) => m.multiply(a, b),
      (m, a, b) => m.divide(a, b),
      (m, a) => m.root(m.absolute(a)),
      (m, a, b) => m.larger(a, b),
      (m, a, b) => m.whereNegative(a, b, m.constant(2)),
    ]
    for (const formula of formulas)
      expect(of(formula, a, b)).toEqual(
        float(float(a).map((value, i) => formula(numbers, value, Math.fround(b[i]!)))),
      )
  })

  test('R12: a b + c rounds as the kind says', () => {
    const near = 1 + 2 ** -12
    const [rest] = of((m, a, b) => m.multiplyAdd(a, a, b), [near, 0, 0, 0], [-(1 + 2 ** -11), 0, 0, 0])
    expect(rest).toBe(rounding === 'fused' ? 2 ** -24 : 0)
  })
})
