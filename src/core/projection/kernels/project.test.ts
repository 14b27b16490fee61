import { expect, test } from 'vitest'
import { availableKinds } from '../../math/kernel-kind.ts'
import { matrix } from '../../math/matrix.ts'
import { createRng } from '../../math/rng.ts'
import { initialWeights } from '../network.ts'
import { projectByKernels } from './project.ts'

test.each(availableKinds().flatMap((kind) => [2, 4, 100, 2000].map((cols) => [kind, cols] as const)))(
  'rows of another width than the inputs fail with both shapes: %s, %i',
  (kind, cols) => {
    const weights = initialWeights([3, 2, 2], createRng(1, 'weights'))
    expect(() => projectByKernels(kind, weights, matrix(9, cols))).toThrow(
      expect.objectContaining({
        code: 'shape-mismatch',
        params: { where: 'projectByKernels', expected: '[n, 3]', actual: `[9, ${cols}]` },
      }),
    )
  },
)
