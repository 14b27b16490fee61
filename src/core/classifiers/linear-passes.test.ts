import { afterEach, expect, test, vi } from 'vitest'
import { padded } from '../math/panels.ts'
import { createRng } from '../math/rng.ts'
import { linearPasses, type Derive, type LinearPasses } from './linear-passes.ts'
import { lr } from './lr.ts'
import { contextOf, made } from './testing/made.ts'

afterEach(() => vi.restoreAllMocks())

/** Something of a score that depends on its row, and so on nothing being mixed up. */
const halved =
  (outputs: number): Derive =>
  (scores, width, first, rows) => {
    for (let r = 0; r < rows; r++)
      for (let k = 0; k < outputs; k++) scores[r * width + k] = scores[r * width + k]! / 2 + (first + r)
  }

function setWeights({ weights, stride }: LinearPasses, outputs: number, d: number, seed: number): void {
  const rng = createRng(seed, 'weights')
  for (let k = 0; k < outputs; k++) for (let j = 0; j < d; j++) weights[k * stride + j] = rng.normal()
}

const gradientOf = ({ gradient, stride }: LinearPasses, outputs: number, d: number): number[] =>
  Array.from({ length: outputs }, (_, k) => [...gradient.subarray(k * stride, k * stride + d)]).flat()

const withoutRoom = () =>
  vi.spyOn(WebAssembly, 'Memory').mockImplementation(function () {
    throw new RangeError('could not allocate memory')
  })

const shapes = [
  [1, 1],
  [2, 3],
  [7, 1],
  [9, 8],
  [33, 17],
  [64, 31],
  [101, 767],
] as const

test.each(shapes.flatMap(([n, d]) => [1, 2, 3, 5].map((outputs) => [n, d, outputs] as const)))(
  'R12: WebAssembly and JavaScript have the same bits, and those of the definition but for rounding: %i x %i, %i outputs',
  (n, d, outputs) => {
    const { X } = made(n, d, [0, 1], n + d)
    const vectors = linearPasses(X, outputs)
    expect(vectors.stride).toBe(padded(d))
    const memory = withoutRoom()
    const both = [vectors, linearPasses(X, outputs)] as const
    expect(memory).toHaveBeenCalledOnce()
    // twice: nothing of a run is left in the next
    for (const seed of [1, 2]) {
      for (const passes of both) {
        setWeights(passes, outputs, d, seed)
        passes.run(halved(outputs))
      }
      const [vector, scalar] = both.map((passes) => gradientOf(passes, outputs, d))
      expect(vector).toEqual(scalar)
      const { weights, stride } = both[1]
      for (let k = 0; k < outputs; k++) {
        const expected = new Float64Array(d)
        for (let i = 0; i < n; i++) {
          const x = X.data.subarray(i * d, (i + 1) * d)
          const score = x.reduce((sum, v, j) => sum + v * weights[k * stride + j]!, 0)
          x.forEach((v, j) => (expected[j]! += (score / 2 + i) * v))
        }
        expected.forEach((value, j) => expect(vector![k * d + j]).toBeCloseTo(value, 7))
      }
    }
  },
)

test.each([2, 5])(
  'R12: %i classes are fitted to the same bits where the memory has no room for a copy',
  async (k) => {
    const data = made(
      90,
      13,
      Array.from({ length: k }, (_, c) => c),
      1,
      0.3,
    )
    const fit = async () => (await lr({ C: [0.1, 1, 10] }).fit(data.X, data.y, contextOf(data, k))).toJSON()
    const inWebAssembly = await fit()
    const memory = withoutRoom()
    expect(await fit()).toEqual(inWebAssembly)
    expect(memory).toHaveBeenCalled()
  },
)

test('rows that WebAssembly could not address are worked on where they lie', () => {
  const large = { rows: 2 ** 20, cols: 2 ** 10 - 1, data: new Float32Array(0) }
  expect(linearPasses(large, 1).stride).toBe(large.cols)
})

test('other failures of WebAssembly are not passed over', () => {
  const { X } = made(9, 3, [0, 1])
  linearPasses(X, 1)
  vi.spyOn(WebAssembly, 'Memory').mockImplementation(function () {
    throw new TypeError('a defect')
  })
  expect(() => linearPasses(X, 1)).toThrow(TypeError)
})
