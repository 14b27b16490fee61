import { Failure, toFailureData } from '../core/failure.ts'
import type { Context } from './services.ts'

/**
 * Runs what a click started: a failure becomes state for the screen, a cancellation is no failure.
 * @returns whether it was done
 */
export async function guard(context: Context, where: string, work: () => Promise<void>): Promise<boolean> {
  context.store.setState({ failure: null })
  try {
    await work()
    return true
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'cancelled') return false
    context.store.setState({ failure: toFailureData(thrown, where) })
    return false
  }
}
