import type { Optimiser } from '../optimisers/optimiser.ts'
import { wgslArithmetic } from './wgsl-arithmetic.ts'

/**
 * WGSL that declares `fn advance(at: u32, gradient: vec4f)`: a step of the optimiser for four parameters. Moments lie behind the parameters,
 * as many vectors each.
 */
export const optimiserStep =
  ({ moments, formula }: Optimiser) =>
  (parameters: number): string => {
    const m = wgslArithmetic('vec4f', 'value')
    const held = Array.from({ length: moments }, (_, i) => ({
      name: `moment${i}`,
      at: `at + ${(i + 1) * parameters}u`,
    }))
    const after = formula.update(
      m,
      { parameter: 'parameter', gradient: 'gradient', moments: held.map(({ name }) => name) },
      ['x', 'y', 'z', 'w'].map((component) => `vec4f(step.numbers.${component})`),
    )
    return /* wgsl */ `
fn advance(at: u32, gradient: vec4f) {
  let parameter = state[at];
  ${held.map(({ name, at }) => `let ${name} = state[${at}];`).join('\n')}
  ${m.code()}
  state[at] = ${after.parameter};
  ${held.map(({ at }, i) => `state[${at}] = ${after.moments[i]};`).join('\n')}
}
`
  }

/** Keeps the gradient behind the parameters, and moves nothing. */
export const gradientKept = (parameters: number): string => /* wgsl */ `
fn advance(at: u32, gradient: vec4f) { state[at + ${parameters}u] = gradient; }
`
