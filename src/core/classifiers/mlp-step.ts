import type { UpdateFormula } from '../projection/optimisers/optimiser.ts'

const beta1 = 0.9
const beta2 = 0.999
const epsilon = 1e-8

export interface MlpStep {
  /** From 1. */
  readonly step: number
  /** What gradients are multiplied by: 1 / rows for the gradient of a mean. */
  readonly share: number
  /** L2 penalty: it adds penalty * parameter to the gradient, before the share is taken. */
  readonly penalty: number
  readonly learningRate: number
}

/** The formula's numbers. */
export const mlpStepNumbers = ({ step, share, penalty, learningRate }: MlpStep): number[] => [
  share,
  penalty,
  (learningRate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step),
]

/**
 * Adam (Kingma and Ba 2015) in the form of scikit-learn, which differs from that of projections (optimisers/adam.ts): the penalty is part
 * of the gradient, and epsilon is added to the root as it is, not corrected for the first steps.
 */
export const mlpStep: UpdateFormula = {
  count: 3,
  update(m, { parameter, gradient, moments: [mean, square] }, [share, penalty, rate]) {
    const g = m.multiply(m.multiplyAdd(parameter, penalty!, gradient), share!)
    const nextMean = m.multiplyAdd(mean!, m.constant(beta1), m.multiply(g, m.constant(1 - beta1)))
    const nextSquare = m.multiplyAdd(
      square!,
      m.constant(beta2),
      m.multiply(m.multiply(g, g), m.constant(1 - beta2)),
    )
    const deviation = m.add(m.root(nextSquare), m.constant(epsilon))
    const move = m.divide(m.multiply(nextMean, rate!), deviation)
    return { parameter: m.subtract(parameter, move), moments: [nextMean, nextSquare] }
  },
}
