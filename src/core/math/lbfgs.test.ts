import { describe, expect, test } from 'vitest'
import { minimise, type Objective } from './lbfgs.ts'

/** Rosenbrock's valley: curved and badly scaled; its minimum is 0 at (1, 1). */
const rosenbrock: Objective = (x, gradient) => {
  const a = x[0]!
  const b = x[1]!
  gradient[0] = -2 * (1 - a) - 400 * a * (b - a * a)
  gradient[1] = 200 * (b - a * a)
  return (1 - a) ** 2 + 100 * (b - a * a) ** 2
}

/** sum_i i^2 (x_i - i)^2 / 2: condition number n^2. */
const quadratic: Objective = (x, gradient) => {
  let value = 0
  x.forEach((xi, i) => {
    const weight = (i + 1) ** 2
    const off = xi - (i + 1)
    gradient[i] = weight * off
    value += (weight * off * off) / 2
  })
  return value
}

describe('minimise', () => {
  test('finds the minimum of Rosenbrock from the usual start', () => {
    const start = Float64Array.of(-1.2, 1)
    const result = minimise(rosenbrock, start, { gradientTolerance: 1e-9, maxIterations: 200 })
    expect(result.converged).toBe(true)
    expect(result.x[0]).toBeCloseTo(1, 9)
    expect(result.x[1]).toBeCloseTo(1, 9)
    expect([...start]).toEqual([-1.2, 1])
  })

  test('finds the minimum of a badly scaled quadratic in 100 dimensions', () => {
    const result = minimise(quadratic, new Float64Array(100), {
      gradientTolerance: 1e-8,
      maxIterations: 1000,
    })
    expect(result.converged).toBe(true)
    result.x.forEach((xi, i) => expect(xi).toBeCloseTo(i + 1, 7))
  })

  test('says that it did not converge when the iterations run out', () => {
    const result = minimise(quadratic, new Float64Array(100), { gradientTolerance: 1e-8, maxIterations: 3 })
    expect(result).toMatchObject({ converged: false, iterations: 3 })
    expect(result.gradientNorm).toBeGreaterThan(1e-8)
  })

  test('ends where the digits of float64 do, when asked for more than they hold', () => {
    const shifted: Objective = (x, gradient) => 1e6 + quadratic(x, gradient)
    const result = minimise(shifted, new Float64Array(20).fill(3.3), {
      gradientTolerance: 0,
      maxIterations: 500,
    })
    expect(result.iterations).toBeLessThan(500)
    result.x.forEach((xi, i) => expect(xi).toBeCloseTo(i + 1, 5))
  })

  test('keeps away from where the function has no value', () => {
    // x - log x with its minimum at 1; no value at or below 0, where a first step from 20 would land.
    const barrier: Objective = (x, gradient) => {
      gradient[0] = 5 * (1 - 1 / x[0]!)
      return 5 * (x[0]! - Math.log(x[0]!))
    }
    const result = minimise(barrier, Float64Array.of(0.01), { gradientTolerance: 1e-10, maxIterations: 100 })
    expect(result.x[0]).toBeCloseTo(1, 9)
  })

  test('stays at a start that is a minimum', () => {
    const result = minimise(rosenbrock, Float64Array.of(1, 1), { gradientTolerance: 1e-9, maxIterations: 9 })
    expect(result).toMatchObject({ converged: true, iterations: 0, evaluations: 1 })
  })
})
