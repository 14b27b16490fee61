/** A linear map from data to pixels with ticks at 1, 2 or 5 times a power of ten. */
export interface LinearScale {
  readonly ticks: readonly number[]
  readonly decimals: number
  readonly domain: readonly [number, number]
  at(value: number): number
}

/**
 * @param extent smallest and largest value to show (data units)
 * @param range pixels of the two ends
 * @param count about how many ticks
 */
export function linearScale(
  extent: readonly [number, number],
  range: readonly [number, number],
  count = 5,
): LinearScale {
  const [low, high] = extent[1] > extent[0] ? extent : [extent[0] - 0.5, extent[0] + 0.5]
  const rough = (high - low) / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5, 10].find((multiple) => power * multiple >= rough * 0.999) ?? 10)
  const first = Math.floor(low / step + 1e-9)
  const last = Math.ceil(high / step - 1e-9)
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  const ticks = Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toFixed(decimals)),
  )
  const domain: [number, number] = [ticks[0]!, ticks.at(-1)!]
  const slope = (range[1] - range[0]) / (domain[1] - domain[0])
  return { ticks, decimals, domain, at: (value) => range[0] + (value - domain[0]) * slope }
}
