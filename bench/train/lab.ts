import { type Remote, wrap } from 'comlink'
import type { TrainerName } from '../../src/core/projection/trainer.ts'
import type { StepBench, TrainWorker } from './train.worker.ts'

const workers: Remote<TrainWorker>[] = []

/** The worker of a number, started at the first call: only then does the page's policy allow it. */
export function trainer(number = 0): Remote<TrainWorker> {
  return (workers[number] ??= wrap<TrainWorker>(
    new Worker(new URL('./train.worker.ts', import.meta.url), { type: 'module' }),
  ))
}

export interface StepTimes {
  /** The least milliseconds of a step, by trainer. */
  readonly alone: Readonly<Record<string, number>>
  /** Half the least of `beside` where two workers train at once. */
  readonly two: number
}

/** Epochs of each trainer that take turns, and of `beside` in two workers at once. */
export async function stepTimes(
  bench: StepBench,
  trainers: readonly TrainerName[],
  beside: TrainerName,
  rounds: number,
): Promise<StepTimes> {
  const [first, second] = [trainer(0), trainer(1)]
  for (const name of trainers) await first.open(name, bench)
  await second.open(beside, bench)
  const alone: Record<string, number> = {}
  let two = Infinity
  for (let round = 0; round < rounds; round++) {
    for (const name of trainers) alone[name] = Math.min(alone[name] ?? Infinity, await first.epoch(name))
    const both = await Promise.all([first.epoch(beside), second.epoch(beside)])
    two = Math.min(two, Math.max(...both) / 2)
  }
  return { alone, two }
}

/** GFLOP/s of a large product of each kind. */
export async function peaks(kinds: readonly ('fused' | 'simd')[]): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const kind of kinds) found[kind] = await trainer().peak(kind, 8)
  return found
}
