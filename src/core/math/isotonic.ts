/** A function that never falls, linear between its points and constant beyond them: x rises, y does not fall. */
export interface IsotonicFunction {
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
}

/**
 * Isotonic regression by pool adjacent violators (Ayer et al. 1955; Barlow et al. 1972): the non-falling function of x with the
 * least squared error. Equal x are averaged first and, as in scikit-learn, it is linear between the blocks.
 * @param x [n], n at least 1
 * @param y [n]
 */
export function fitIsotonic(x: Float64Array, y: ArrayLike<number>): IsotonicFunction {
  const order = Int32Array.from(x.keys()).sort((i, j) => x[i]! - x[j]!)
  const blocks: Block[] = []
  for (const row of order) {
    const at = x[row]!
    const last = blocks.at(-1)
    if (last && last.last === at && last.first === at) {
      last.sum += y[row]!
      last.count++
    } else blocks.push({ first: at, last: at, sum: y[row]!, count: 1 })
  }
  const pooled: Block[] = []
  for (const block of blocks) {
    let current = block
    for (let before = pooled.at(-1); before && mean(before) >= mean(current); before = pooled.at(-1)) {
      pooled.pop()
      current = {
        first: before.first,
        last: current.last,
        sum: before.sum + current.sum,
        count: before.count + current.count,
      }
    }
    pooled.push(current)
  }
  const points = pooled.flatMap((block) =>
    block.first === block.last
      ? [[block.first, mean(block)] as const]
      : [[block.first, mean(block)] as const, [block.last, mean(block)] as const],
  )
  return {
    x: Float64Array.from(points, ([at]) => at),
    y: Float64Array.from(points, ([, value]) => value),
  }
}

/** Its value at x. */
export function isotonicAt({ x, y }: IsotonicFunction, at: number): number {
  const last = x.length - 1
  if (at <= x[0]!) return y[0]!
  if (at >= x[last]!) return y[last]!
  let low = 0
  let high = last
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (x[middle]! <= at) low = middle
    else high = middle
  }
  const share = (at - x[low]!) / (x[high]! - x[low]!)
  return y[low]! + share * (y[high]! - y[low]!)
}

interface Block {
  readonly first: number
  readonly last: number
  sum: number
  count: number
}

const mean = ({ sum, count }: Block): number => sum / count
