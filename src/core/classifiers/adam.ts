import { adamScratch, type SimdMemory } from '../math/simd-product.ts'

export interface AdamStep {
  /** What the gradients are multiplied by: 1 / rows for the gradient of a mean. */
  readonly share: number
  /** L2 penalty of each array: it adds penalty * value to the gradient. */
  readonly penalties: readonly number[]
  readonly learningRate: number
}

export interface Adam {
  /** Changes the parameters; returns the sum of the squared values before the step of each array. */
  step(step: AdamStep): number[]
}

const decayOfMean = 0.9
const decayOfSquare = 0.999
const epsilon = 1e-8

/** Lengths of the arrays that an optimiser allocates, beside those of the parameters and gradients. */
export const adamLengths = (sizes: readonly number[]): number[] => [...sizes, ...sizes, adamScratch]

/**
 * Adam (Kingma and Ba 2015) in the form of scikit-learn: epsilon is added to the uncorrected root.
 * @param parameters in `memory`, as the gradients are; every length is a multiple of 4
 */
export function createAdam(
  memory: SimdMemory,
  parameters: readonly Float32Array[],
  gradients: readonly Float32Array[],
): Adam {
  const means = parameters.map(({ length }) => memory.allocate(length))
  const squares = parameters.map(({ length }) => memory.allocate(length))
  const scratch = memory.allocate(adamScratch)
  let steps = 0
  return {
    step({ share, penalties, learningRate }) {
      steps++
      const rate = (learningRate * Math.sqrt(1 - decayOfSquare ** steps)) / (1 - decayOfMean ** steps)
      return parameters.map((values, a) =>
        memory.adam(
          { values, gradients: gradients[a]!, mean: means[a]!, square: squares[a]!, scratch },
          {
            penalty: penalties[a]!,
            share,
            decayOfMean,
            restOfMean: 1 - decayOfMean,
            decayOfSquare,
            restOfSquare: 1 - decayOfSquare,
            rate,
            epsilon,
          },
        ),
      )
    },
  }
}
