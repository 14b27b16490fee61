import { unlessAborted } from '../engine/client.ts'

/**
 * A worker that is ended when the job is cancelled, also where that happens while it is still starting.
 * @throws Failure 'cancelled', or what opening throws
 */
export async function openWorker<T extends { terminate(): void }>(
  opening: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  try {
    const worker = await unlessAborted(opening, signal)
    signal.addEventListener('abort', () => worker.terminate())
    return worker
  } catch (thrown) {
    // The failure has been told; a worker that starts after all has nobody left to end it.
    opening.then(
      (late) => late.terminate(),
      () => undefined,
    )
    throw thrown
  }
}
