/**
 * For what takes long: lets waiting messages in when `every` milliseconds have passed since it last did, and returns at
 * once otherwise, so that it can be awaited after every training step or text.
 */
export function createYieldToLoop(
  every = 50,
  now: () => number = () => performance.now(),
): () => Promise<void> {
  let last = now()
  return async () => {
    if (now() - last < every) return
    await nextTask()
    last = now()
  }
}

/** Resolves in a task of its own. A message costs microseconds; nested timers are held back for 4 ms each. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(null)
  })
}
