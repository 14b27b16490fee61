/** A smooth function: writes its gradient at x into `gradient` and returns its value. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number

export interface LbfgsOptions {
  /** Stop when no entry of the gradient is larger than this in magnitude. */
  readonly gradientTolerance: number
  readonly maxIterations: number
}

export interface LbfgsResult {
  readonly x: Float64Array
  readonly value: number
  /** Largest magnitude in the gradient at x. */
  readonly gradientNorm: number
  readonly iterations: number
  readonly evaluations: number
  /** true when gradientTolerance was met; false when the iterations, or the digits of float64, ran out first. */
  readonly converged: boolean
}

/** Pairs of steps and gradient changes kept; 5 to 20 are usual (Nocedal and Wright 2006, section 7.2). */
const memory = 10
/** Constants of the Wolfe conditions (ibid., section 3.1): enough decrease, and a slope flat enough. */
const decrease = 1e-4
const curvature = 0.9
const maxTrials = 40

/**
 * Minimises by limited-memory BFGS in float64 (Nocedal and Wright 2006, algorithm 7.5) with a line search for the
 * strong Wolfe conditions. Nothing is allocated inside the iterations. Deterministic.
 * @param start not modified
 */
export function minimise(objective: Objective, start: Float64Array, options: LbfgsOptions): LbfgsResult {
  const n = start.length
  const x = start.slice()
  const gradient = new Float64Array(n)
  const direction = new Float64Array(n)
  const trial = { x: new Float64Array(n), gradient: new Float64Array(n), value: 0, evaluations: 0 }
  const history = createHistory(n)

  let value = objective(x, gradient)
  trial.evaluations = 1
  let iterations = 0
  let gradientNorm = largest(gradient)
  while (gradientNorm > options.gradientTolerance && iterations < options.maxIterations) {
    history.descend(gradient, direction)
    // Without a history the direction has no scale: a first step of length 1 at most.
    const firstStep = history.size() > 0 ? 1 : Math.min(1, 1 / Math.sqrt(dot(gradient, gradient)))
    const found = search(objective, x, value, gradient, direction, firstStep, trial)
    if (!found) {
      // Steepest descent may still get on where a stale history cannot; without history the digits are used up.
      if (history.size() === 0) break
      history.clear()
      continue
    }
    history.add(x, trial.x, gradient, trial.gradient)
    x.set(trial.x)
    gradient.set(trial.gradient)
    value = trial.value
    gradientNorm = largest(gradient)
    iterations++
  }
  return {
    x,
    value,
    gradientNorm,
    iterations,
    evaluations: trial.evaluations,
    converged: gradientNorm <= options.gradientTolerance,
  }
}

interface Trial {
  readonly x: Float64Array
  readonly gradient: Float64Array
  value: number
  evaluations: number
}

/**
 * Looks along `direction` for a point that meets the strong Wolfe conditions, left in `trial`; false when there is
 * none within float64's digits. Brackets by doubling, then narrows by the secant of the slopes: slopes stay
 * accurate near the minimum, where differences of values are rounding error.
 */
function search(
  objective: Objective,
  x: Float64Array,
  value: number,
  gradient: Float64Array,
  direction: Float64Array,
  firstStep: number,
  trial: Trial,
): boolean {
  const slope = dot(gradient, direction)
  if (!(slope < 0)) return false
  const rounding = 8 * Number.EPSILON * Math.abs(value)
  let low = 0
  let slopeLow = slope
  let high = Infinity
  let slopeHigh = Infinity
  let step = firstStep
  for (let t = 0; t < maxTrials; t++) {
    for (let i = 0; i < x.length; i++) trial.x[i] = x[i]! + step * direction[i]!
    trial.value = objective(trial.x, trial.gradient)
    trial.evaluations++
    const slopeHere = dot(trial.gradient, direction)
    // Written so that a value that is no number counts as a step too long.
    if (!(trial.value <= value + decrease * step * slope + rounding)) {
      high = step
      slopeHigh = Infinity
    } else if (slopeHere < curvature * slope) {
      low = step
      slopeLow = slopeHere
    } else if (slopeHere > -curvature * slope) {
      high = step
      slopeHigh = slopeHere
    } else return true
    step = nextStep(low, slopeLow, high, slopeHigh)
    if (step === low || step === high) return false
  }
  return false
}

/** Twice the step until a bracket is known; then where the secant of the slopes is zero, kept inside the bracket. */
function nextStep(low: number, slopeLow: number, high: number, slopeHigh: number): number {
  if (high === Infinity) return 2 * low
  const width = high - low
  if (!Number.isFinite(slopeHigh)) return low + width / 4
  const secant = low - (slopeLow * width) / (slopeHigh - slopeLow)
  return Math.min(Math.max(secant, low + width / 10), high - width / 10)
}

/** The last steps s and gradient changes y, and the two-loop recursion over them (Nocedal and Wright, algorithm 7.4). */
function createHistory(n: number) {
  const steps = Array.from({ length: memory }, () => new Float64Array(n))
  const changes = Array.from({ length: memory }, () => new Float64Array(n))
  const inverse = new Float64Array(memory)
  const alpha = new Float64Array(memory)
  let count = 0
  let next = 0

  return {
    size: (): number => count,
    clear(): void {
      count = 0
    },
    add(x: Float64Array, xNew: Float64Array, gradient: Float64Array, gradientNew: Float64Array): void {
      const step = steps[next]!
      const change = changes[next]!
      for (let i = 0; i < n; i++) {
        step[i] = xNew[i]! - x[i]!
        change[i] = gradientNew[i]! - gradient[i]!
      }
      const product = dot(step, change)
      // A pair without positive curvature would make the next direction point uphill.
      if (!(product > Number.EPSILON * dot(change, change))) return
      inverse[next] = 1 / product
      next = (next + 1) % memory
      count = Math.min(count + 1, memory)
    },
    /** Writes minus the approximate Newton step at `gradient` into `direction`. */
    descend(gradient: Float64Array, direction: Float64Array): void {
      for (let i = 0; i < n; i++) direction[i] = -gradient[i]!
      for (let back = 1; back <= count; back++) {
        const at = (next - back + memory) % memory
        alpha[at] = inverse[at]! * dot(steps[at]!, direction)
        addScaled(direction, changes[at]!, -alpha[at]!)
      }
      if (count > 0) {
        const last = (next - 1 + memory) % memory
        const scale = 1 / (inverse[last]! * dot(changes[last]!, changes[last]!))
        for (let i = 0; i < n; i++) direction[i]! *= scale
      }
      for (let back = count; back >= 1; back--) {
        const at = (next - back + memory) % memory
        const beta = inverse[at]! * dot(changes[at]!, direction)
        addScaled(direction, steps[at]!, alpha[at]! - beta)
      }
    },
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

function addScaled(target: Float64Array, by: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * by[i]!
}

function largest(values: Float64Array): number {
  let max = 0
  for (let i = 0; i < values.length; i++) max = Math.max(max, Math.abs(values[i]!))
  return max
}
