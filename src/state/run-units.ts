import { unitKey } from '../core/evaluation/plan.ts'
import type { Unit, UnitResult } from '../core/evaluation/types.ts'
import type { AdaptSettings } from '../core/projection/presets.ts'
import type { EpochReport } from '../core/projection/projection.ts'
import type { Evaluator } from '../engine/client.ts'

export interface UnitWork {
  readonly units: readonly Unit[]
  readonly settings: AdaptSettings
  readonly seed: number
  readonly classifiers: readonly string[]
  readonly onEpoch: (unit: Unit, epoch: EpochReport) => void
  readonly onUnit: (result: UnitResult) => Promise<void>
}

/**
 * Works through independent units with as many evaluators as there are: each takes the next unit when it is free. The
 * result does not depend on their number, since every unit draws from random streams of its own (R12).
 * @throws what the first evaluator to fail throws, once nothing that `onUnit` began is under way any more: it stores nothing later
 */
export async function runUnits(evaluators: readonly Evaluator[], work: UnitWork): Promise<void> {
  const waiting = longestFirst(work.units)
  const storing = new Set<Promise<void>>()
  let failed = false

  async function store(result: UnitResult): Promise<void> {
    const stored = work.onUnit(result)
    storing.add(stored)
    await stored
    storing.delete(stored)
  }

  async function workWith(evaluator: Evaluator): Promise<void> {
    const { settings, seed, classifiers } = work
    for (let unit = waiting.shift(); unit; unit = waiting.shift()) {
      const current = unit
      const result = await evaluator.evaluate(current, { settings, seed, classifiers }, (epoch) =>
        work.onEpoch(current, epoch),
      )
      if (failed) return
      await store(result)
    }
  }

  try {
    await Promise.all(
      evaluators.map((evaluator) =>
        workWith(evaluator).catch((thrown: unknown) => {
          // at once: another may have finished a unit before anyone hears of this
          failed = true
          throw thrown
        }),
      ),
    )
  } catch (thrown) {
    await Promise.allSettled(storing)
    throw thrown
  }
}

/** Units that train take longest; started last, one of them would keep a single worker busy at the end. */
function longestFirst(units: readonly Unit[]): Unit[] {
  const rank = (unit: Unit): number => (unit.projection === 'contrastive' ? 0 : 1)
  return [...units].sort((a, b) => rank(a) - rank(b))
}

/**
 * Seconds of work left, from the mean time of finished units of the same kind; null until one is finished. Where none of the kind is
 * finished, units of other purposes with its projection stand in, which take about as long; a projection of which none is finished
 * trains nothing, or it would have been started first: it takes what classifying takes elsewhere.
 */
export function secondsLeft(
  units: readonly Unit[],
  finished: ReadonlyMap<string, UnitResult>,
  evaluators: number,
): number | null {
  if (finished.size === 0) return null
  const seconds = new Map<string, number[]>()
  for (const { unit, seconds: spent } of finished.values())
    for (const kind of [kindOf(unit), unit.projection]) {
      const taken = seconds.get(kind) ?? []
      taken.push(spent.train + spent.classify)
      seconds.set(kind, taken)
    }
  const classifying = mean([...finished.values()].map((result) => result.seconds.classify))
  let left = 0
  for (const unit of units) {
    if (finished.has(unitKey(unit))) continue
    const taken = seconds.get(kindOf(unit)) ?? seconds.get(unit.projection)
    left += taken ? mean(taken) : classifying
  }
  return left / evaluators
}

const kindOf = ({ check, projection }: Unit): string => `${check?.kind ?? 'fold'} ${projection}`

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value / values.length, 0)
