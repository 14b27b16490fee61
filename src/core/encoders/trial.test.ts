import { describe, expect, test } from 'vitest'
import { matrixFrom } from '../math/matrix.ts'
import { parseSelfTest } from './self-test.ts'
import { selfTestOf, trialInputs } from './trial.ts'

describe('inputs to try an encoder with', () => {
  test.each([
    [{ size: { shortest_edge: 256 }, crop_size: { height: 224, width: 224 } }, 256],
    [{ size: { height: 96, width: 96 } }, 96],
    [{ size: 384 }, 384],
    [{}, 224],
    [null, 224],
  ])('a picture is of the size that the preprocessor leaves as it is: %j', (preprocessor, side) => {
    expect(trialInputs('image', preprocessor)).toEqual(
      [1, 2].map((seed) => ({ picture: { width: side, height: side, seed } })),
    )
  })

  test('texts need no preprocessor', () => {
    expect(trialInputs('text', null)).toHaveLength(2)
  })
})

test('trials become a self-test; of several dtypes the loosest decides', () => {
  const text = {
    encoder: { dtype: 'q8' },
    inputs: trialInputs('text', null),
    vectors: matrixFrom([[1, 2], [3, 4]]),
  } as const // prettier-ignore
  const image = {
    encoder: { dtype: 'fp32' },
    inputs: trialInputs('image', null),
    vectors: matrixFrom([[1], [0.5]]),
  } as const
  const made = selfTestOf([text, image])
  expect(made).toEqual({
    tolerance: 0.01,
    inputs: [...text.inputs, ...image.inputs],
    vectors: [[1, 2], [3, 4], [1], [0.5]],
  })
  expect(parseSelfTest(JSON.parse(JSON.stringify(made)), 'org/both')).toEqual(made)
  expect(selfTestOf([image]).tolerance).toBe(0.001)
})
