import { Failure } from './failure.ts'

/** The part of AbortSignal that the pure core needs; every long job takes one. */
export interface Signal {
  readonly aborted: boolean
}

/** @throws Failure 'cancelled' when the signal was aborted. */
export function throwIfAborted(signal: Signal | undefined): void {
  if (signal?.aborted) throw new Failure('cancelled', {})
}
