export interface AdamState {
  /** Running means of the gradients and of their squares, one array for each array of parameters. */
  readonly mean: readonly Float32Array[]
  readonly square: readonly Float32Array[]
  steps: number
}

const decayOfMean = 0.9
const decayOfSquare = 0.999
const epsilon = 1e-8

export function createAdam(parameters: readonly Float32Array[]): AdamState {
  const zeros = (): Float32Array[] => parameters.map(({ length }) => new Float32Array(length))
  return { mean: zeros(), square: zeros(), steps: 0 }
}

/** One step of Adam (Kingma and Ba 2015) in the form of scikit-learn: epsilon is added to the uncorrected root. */
export function adamStep(
  state: AdamState,
  parameters: readonly Float32Array[],
  gradients: readonly Float32Array[],
  learningRate: number,
): void {
  // oxlint-disable-next-line no-param-reassign -- the state is what a step changes
  state.steps++
  const rate = (learningRate * Math.sqrt(1 - decayOfSquare ** state.steps)) / (1 - decayOfMean ** state.steps)
  parameters.forEach((values, a) => {
    const mean = state.mean[a]!
    const square = state.square[a]!
    const gradient = gradients[a]!
    for (let i = 0; i < values.length; i++) {
      const g = gradient[i]!
      const m = decayOfMean * mean[i]! + (1 - decayOfMean) * g
      const v = decayOfSquare * square[i]! + (1 - decayOfSquare) * g * g
      mean[i] = m
      square[i] = v
      values[i]! -= (rate * m) / (Math.sqrt(v) + epsilon)
    }
  })
}
