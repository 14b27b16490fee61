import {
  array,
  check,
  finite,
  gtValue,
  integer,
  minLength,
  minValue,
  number,
  object,
  pipe,
  safeParse,
  strictObject,
  string,
  union,
  type InferOutput,
} from 'valibot'
import { Failure } from '../failure.ts'

export { selfTestPicture } from './self-test-picture.ts'

export const selfTestName = 'self-test.json'

const size = pipe(number(), integer(), minValue(1))

const inputSchema = union([
  strictObject({ text: string() }),
  strictObject({ picture: object({ width: size, height: size, seed: pipe(number(), integer()) }) }),
])

const schema = pipe(
  object({
    /** The largest relative difference that passes. */
    tolerance: pipe(number(), finite(), gtValue(0)),
    inputs: pipe(array(inputSchema), minLength(1)),
    /**
     * What the encoder gives for each input; zeros for one it knows nothing of. A folder's encoders for texts and for
     * pictures may differ in their dimensions.
     */
    vectors: array(pipe(array(pipe(number(), finite())), minLength(1))),
  }),
  check(({ inputs, vectors }) => vectors.length === inputs.length),
)

/** A text, or a picture to be drawn by selfTestPicture. */
export type SelfTestInput = InferOutput<typeof inputSchema>
/** self-test.json of a model folder: inputs, and the vectors they must give on every device. */
export type SelfTest = InferOutput<typeof schema>

/** @throws Failure 'model-corrupted' when it is no self-test */
export function parseSelfTest(value: unknown, id: string): SelfTest {
  const parsed = safeParse(schema, value)
  if (!parsed.success) throw new Failure('model-corrupted', { id, file: selfTestName, reason: 'self-test' })
  return parsed.output
}

export interface SelfTestResult {
  /** ||actual - expected|| / ||expected|| of each vector; Infinity where one is zeros or not finite and the other not. */
  readonly differences: readonly number[]
  readonly largest: number
  readonly passes: boolean
}

/**
 * How far the vectors of this device are from the expected ones, both [inputs, dimensions].
 * @throws Failure 'shape-mismatch'
 */
export function compareSelfTest(
  expected: readonly ArrayLike<number>[],
  actual: readonly ArrayLike<number>[],
  tolerance: number,
): SelfTestResult {
  const shape = (vectors: readonly ArrayLike<number>[]) =>
    `lengths ${vectors.map((vector) => vector.length).join(', ')}`
  if (shape(expected) !== shape(actual))
    throw new Failure('shape-mismatch', {
      where: 'compareSelfTest',
      expected: shape(expected),
      actual: shape(actual),
    })
  const differences = expected.map((vector, i) => relativeDifference(vector, actual[i]!))
  const largest = Math.max(...differences)
  return { differences, largest, passes: largest <= tolerance }
}

function relativeDifference(expected: ArrayLike<number>, actual: ArrayLike<number>): number {
  let difference = 0
  let length = 0
  for (let j = 0; j < expected.length; j++) {
    difference += (actual[j]! - expected[j]!) ** 2
    length += expected[j]! ** 2
  }
  if (difference === 0) return 0
  const relative = Math.sqrt(difference / length)
  return Number.isNaN(relative) ? Infinity : relative
}
