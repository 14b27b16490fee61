import type { PairwiseLoss } from '../losses/pairwise.ts'
import { backwardKernel } from './backward.ts'
import { checkKernel } from './check.ts'
import { forwardKernel } from './forward.ts'
import type { Kernel } from './kernel.ts'
import { parameterLayout, type ParameterLayout } from './layout.ts'
import { pairsBackKernel } from './pairs-back.ts'
import { pairsKernel } from './pairs.ts'
import { declarations } from './step.ts'
import { updateKernel } from './update.ts'
import { workLayout, type NetworkShape } from './work-layout.ts'

/** Everything that training asks of a device: what to allocate, and what to dispatch in which order. */
export interface NetworkPrograms {
  readonly parameters: ParameterLayout
  /** Of a batch's activations and derivatives, in vectors of four float32. */
  readonly workLength: number
  /** Where the outputs of its rows lie there, [rows, outputs], padded to whole vectors. */
  readonly outputsAt: number
  /** Numbers of a batch's pairs. */
  readonly pairs: number
  /** Outputs of the rows, layer by layer. */
  readonly forward: readonly Kernel[]
  /** Loss of each row, and the derivative of their sum with respect to the outputs. */
  readonly loss: readonly Kernel[]
  /** Derivatives with respect to the hidden layers, the last one first. */
  readonly backward: readonly Kernel[]
  /** Gradient of all parameters and what becomes of it. */
  readonly update: Kernel
  readonly check: Kernel
}

/**
 * The kernels of a network, in WGSL. A step is forward, loss, backward and update: with one hidden layer six dispatches, with two
 * eight.
 * @param advance what becomes of a gradient (advance.ts)
 */
export function networkPrograms(
  shape: NetworkShape,
  loss: PairwiseLoss,
  advance: (parameters: number) => string,
): NetworkPrograms {
  const parameters = parameterLayout(shape.widths)
  const { layers } = parameters
  const work = workLayout(shape)
  return {
    parameters,
    workLength: work.length,
    outputsAt: work.activations.at(-1)!,
    pairs: shape.rows ** 2,
    forward: layers.map((_, l) => forwardKernel(declarations, layers, l, shape, work)),
    loss: [pairsKernel, pairsBackKernel].map((of) => of(declarations, layers.at(-1)!, loss, work)),
    backward: layers
      .slice(1)
      .map((_, l) => backwardKernel(declarations, layers, l, shape, work))
      .toReversed(),
    update: updateKernel(declarations, layers, advance(parameters.length), shape, work),
    check: checkKernel(declarations, parameters.length),
  }
}
