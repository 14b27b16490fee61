/** A probability with its interval, in percent of the width from 0 to 1. */
export interface ProbabilityBar {
  readonly width: number
  readonly low: number
  readonly high: number
}

/** The bars of the classes of one case, all on the same scale. */
export function probabilityBars(
  proba: readonly number[],
  intervals: readonly (readonly [number, number])[],
): ProbabilityBar[] {
  return proba.map((p, c) => {
    const [low, high] = intervals[c]!
    return { width: percent(p), low: percent(low), high: percent(high) }
  })
}

/** A thousandth of the width is a third of a pixel. */
const percent = (p: number): number => Math.round(Math.min(Math.max(p, 0), 1) * 1000) / 10
