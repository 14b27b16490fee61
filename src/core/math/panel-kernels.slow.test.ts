import { afterEach, describe, expect, test, vi } from 'vitest'
import { availableKinds, portableKind } from './kernel-kind.ts'
import { allocateOnce, panelKernels, type Take } from './panel-kernels.ts'
import { halfPanel, padded, panelIndex, panelsIn, type Panels } from './panels.ts'
import { createRng } from './rng.ts'

afterEach(() => vi.restoreAllMocks())

const rng = createRng(1, 'panels')
function fill(A: Panels): Panels {
  A.data.forEach((_, i) => (A.data[i] = rng.normal()))
  return A
}
const entry = ({ rows, data }: Panels, i: number, j: number): number => data[panelIndex(rows, i, j)]!

/** Every entry of `actual` near that of the definition, on the scale of sums of so many normal products. */
function expectEntries(actual: Panels, definition: (i: number, j: number) => number, terms: number): void {
  for (let i = 0; i < actual.rows; i++)
    for (let j = 0; j < actual.cols; j++)
      expect(Math.abs(entry(actual, i, j) - definition(i, j))).toBeLessThan(1e-6 * terms)
}

const inner = (count: number, term: (k: number) => number): number => {
  let sum = 0
  for (let k = 0; k < count; k++) sum += term(k)
  return sum
}

test('scalar kernels are everywhere, SIMD in every Node', () => {
  expect(availableKinds().slice(-2)).toEqual(['simd', 'scalar'])
})

describe.each(availableKinds())('products of panels: %s', (kind) => {
  test.each([
    [8, 8, 8],
    [16, 24, 8],
    [8, 264, 32],
    [24, 520, 16],
  ])('[%i, %i] x [.., %i], plain and transposed', (m, k, n) => {
    const memory = allocateOnce(kind, (take) => [take(m * k), take(k * m), take(k * n), take(m * n)])
    const [a, at, b, c] = memory.arrays as [Float32Array, Float32Array, Float32Array, Float32Array]
    const kernels = panelKernels(memory)
    const [A, B] = [fill(panelsIn(a, m, k)), fill(panelsIn(b, k, n))]
    const C = panelsIn(c, m, n)
    const definition = (i: number, j: number): number =>
      inner(k, (step) => entry(A, i, step) * entry(B, step, j))
    kernels.multiply(C, A, B)
    expectEntries(C, definition, k)
    const T = panelsIn(at, k, m)
    kernels.transpose(T, A)
    for (let i = 0; i < k; i++) for (let j = 0; j < m; j++) expect(entry(T, i, j)).toBe(entry(A, j, i))
    C.data.fill(7)
    kernels.multiplyTransposed(C, T, B)
    expectEntries(C, definition, k)
  })

  test.each([8, 16, 40])('A^T A of %i columns, symmetric to the bit; and its sum with its transpose', (m) => {
    const memory = allocateOnce(kind, (take) => [take(24 * m), take(m * m)])
    const [a, s] = memory.arrays as [Float32Array, Float32Array]
    const kernels = panelKernels(memory)
    const A = fill(panelsIn(a, 24, m))
    const S = panelsIn(s, m, m)
    kernels.gram(S, A)
    expectEntries(S, (i, j) => inner(24, (k) => entry(A, k, i) * entry(A, k, j)), 24)
    expectEntries(S, (i, j) => entry(S, j, i), 1e-30)
    fill(S)
    const before = S.data.slice()
    const old: Panels = { ...S, data: before }
    kernels.addTransposed(S)
    for (let i = 0; i < m; i++)
      for (let j = 0; j < m; j++)
        expect(entry(S, i, j)).toBe(Math.fround(entry(old, i, j) + entry(old, j, i)))
  })
})

test('R12: plain SIMD rounds product and sum, in the order of the inner dimension, to the last bit', () => {
  const [m, k, n] = [8, 520, 8]
  const memory = allocateOnce('simd', (take) => [take(m * k), take(k * n), take(m * n)])
  const [a, b, c] = memory.arrays as [Float32Array, Float32Array, Float32Array]
  const [A, B, C] = [fill(panelsIn(a, m, k)), fill(panelsIn(b, k, n)), panelsIn(c, m, n)]
  panelKernels(memory).multiply(C, A, B)
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) {
      let sum = 0
      for (let step = 0; step < k; step++)
        sum = Math.fround(sum + Math.fround(entry(A, i, step) * entry(B, step, j)))
      expect(entry(C, i, j)).toBe(sum)
    }
})

test('sizes are padded to whole panels, and arrays are zeros apart from each other', () => {
  expect([0, 1, 8, 9].map(padded)).toEqual([8, 8, 8, 16])
  for (const kind of availableKinds()) {
    const { arrays } = allocateOnce(kind, (take) => [take(3), take(5)])
    arrays[0]!.fill(1)
    expect([...arrays[1]!]).toEqual([0, 0, 0, 0, 0])
    arrays[1]!.fill(2)
    expect([...arrays[0]!]).toEqual([1, 1, 1])
  }
})

describe('memory', () => {
  const none = { code: 'computing-out-of-memory', params: { bytes: 4 * 2 ** 44 } }

  test.each(availableKinds())('that there is not is told by its name and size: %s', (kind) => {
    expect(() => allocateOnce(kind, (take) => take(2 ** 44))).toThrow(expect.objectContaining(none))
  })

  test('that the browser refuses is told so too, and another failure of it is not', () => {
    const refuse = (error: Error) =>
      vi.spyOn(WebAssembly, 'Memory').mockImplementationOnce(function () {
        throw error
      })
    refuse(new RangeError('could not allocate memory'))
    const params = { bytes: 4096 }
    expect(() => allocateOnce('simd', (take) => take(1024))).toThrow(
      expect.objectContaining({ code: none.code, params }),
    )
    refuse(new TypeError('a defect'))
    expect(() => allocateOnce('simd', (take) => take(1024))).toThrow(TypeError)
  })

  test.each(availableKinds())('a RangeError of the layout itself is no lack of memory: %s', (kind) => {
    const beyond = (take: Take) => take(2).set([1, 2, 3])
    expect(() => allocateOnce(kind, beyond)).toThrow(RangeError)
  })
})

test.each(availableKinds())('four columns of a panel are a left factor by themselves: %s', (kind) => {
  const memory = allocateOnce(
    kind,
    (take) => [take(24 * 16), take(24 * 16), take(4 * 16), take(16 * 16)] as const,
  )
  const [a, b, four, all] = memory.arrays
  const [A, B, S] = [fill(panelsIn(a, 24, 16)), fill(panelsIn(b, 24, 16)), panelsIn(all, 16, 16)]
  const kernels = panelKernels(memory)
  kernels.multiplyTransposed(S, A, B)
  for (const first of [0, 4, 8, 12]) {
    kernels.multiplyTransposed({ rows: 4, cols: 16, data: four }, halfPanel(A, first), B)
    for (let i = 0; i < 4; i++)
      for (let j = 0; j < 16; j++) expect(four[panelIndex(4, i, j)]).toBe(entry(S, first + i, j))
  }
})

test('R12: the kind for what does not name its own rounds twice, wherever WebAssembly is', () => {
  expect(portableKind()).toBe('simd')
})
