/** Lets the page have its turn in a long pass; awaited after every text or so. */
export type YieldToLoop = () => Promise<void>

/**
 * A pass over a large table that can be left between any two of its steps, and returns its result: for what has to work
 * at once in one place and must not hold up the page in another.
 */
export type Steps<T> = Generator<undefined, T, undefined>

/** The result of a pass, made in one go. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The same result, with the page's turn between the steps where one is due. */
export async function inTurns<T>(steps: Steps<T>, yieldToLoop: YieldToLoop): Promise<T> {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    await yieldToLoop()
  }
}
