import { Failure, toFailureData } from '../core/failure.ts'
import type { Context } from './services.ts'

/**
 * Runs what a click started: a failure becomes state for the screen, a cancellation is no failure.
 * @returns whether it was done
 */
export async function guard(context: Context, where: string, work: () => Promise<void>): Promise<boolean> {
  context.store.setState({ failure: null })
  const done = await guardReading(context, where, async () => {
    await work()
    return true
  })
  return done ?? false
}

/**
 * Runs what a screen reads by itself, as guard does, but leaves an earlier failure on the screen: nobody has seen to it yet.
 * @returns null where it failed
 */
export async function guardReading<T>(
  context: Context,
  where: string,
  work: () => Promise<T>,
): Promise<T | null> {
  try {
    return await work()
  } catch (thrown) {
    const isCancelled = thrown instanceof Failure && thrown.code === 'cancelled'
    if (!isCancelled) context.store.setState({ failure: toFailureData(thrown, where) })
    return null
  }
}
