import { settings } from '../settings.ts'

/** One channel, [side, side] row by row. */
interface Picture {
  readonly side: number
  readonly values: Float64Array
}

const { size, scales, orientations, wavelet, grid, logConstant, percentileCell, percentiles } = settings

/**
 * What the graph has to compute, written from the definitions: float64, each sum as it stands in the formula.
 * @param rgb bytes, [size, size, 3]
 * @returns [dimensions]
 */
export function referenceEmbedding(rgb: Uint8Array): number[] {
  const colours = [0, 1, 2].map((c) => draw(size, (x, y) => rgb[3 * (y * size + x) + c]! / 127.5 - 1))
  const [red, green, blue] = colours.map(({ values }) => values)
  const brightness = draw(size, (x, y) => {
    const i = y * size + x
    return (0.299 * red![i]! + 0.587 * green![i]! + 0.114 * blue![i]!) / 2
  })

  const first: number[] = []
  const second: number[] = []
  let picture = brightness
  for (let scale = 0; scale < scales; scale++) {
    const moduli = range(orientations).map((k) => modulus(picture, k))
    first.push(...moduli.flatMap((m) => cellMeans(m, m.side / grid)))
    let waves = moduli
    for (let coarser = scale + 1; coarser < scales; coarser++) {
      waves = waves.map(halve)
      for (const relative of range(orientations))
        second.push(mean(waves.map((wave, k) => mean(modulus(wave, (k + relative) % orientations).values))))
    }
    picture = halve(picture)
  }
  return [
    ...colours.map(({ values }) => mean(values)),
    ...colours.map(({ values }) => {
      const centre = mean(values)
      return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)))
    }),
    ...colours.flatMap((colour) => {
      const sorted = cellMeans(colour, percentileCell).sort((a, b) => a - b)
      return percentiles.map((p) => sorted[Math.round((p / 100) * (sorted.length - 1))]!)
    }),
    ...cellMeans(brightness, size / grid),
    ...[...first, ...second].map((value) => Math.log(1 + value / logConstant)),
  ]
}

/** |picture * psi|: psi(x) = g(x) (exp(i f u) - m), u along the wave, g a Gaussian of total 1, m so that psi sums to 0. */
function modulus(picture: Picture, k: number): Picture {
  const angle = (k * Math.PI) / orientations
  const taps = square(wavelet.radius).map(({ x, y }) => {
    const u = Math.cos(angle) * x + Math.sin(angle) * y
    const v = Math.cos(angle) * y - Math.sin(angle) * x
    const g = Math.exp(-(u ** 2 + (wavelet.slant * v) ** 2) / (2 * wavelet.sigma ** 2))
    return { x, y, g, re: Math.cos(wavelet.frequency * u), im: Math.sin(wavelet.frequency * u) }
  })
  const total = taps.reduce((sum, { g }) => sum + g, 0)
  const m = taps.reduce((sum, { g, re }) => sum + g * re, 0) / total
  return draw(picture.side, (x, y) => {
    let [re, im] = [0, 0]
    for (const tap of taps) {
      const value = (at(picture, x + tap.x, y + tap.y) * tap.g) / total
      re += value * (tap.re - m)
      im += value * tap.im
    }
    return Math.hypot(re, im)
  })
}

/** Every second pixel of picture * b, b the product of the binomial weights (1, 4, 6, 4, 1) / 16 along x and y. */
function halve(picture: Picture): Picture {
  const weight = (offset: number) => [6, 4, 1][Math.abs(offset)]! / 16
  return draw(picture.side / 2, (x, y) =>
    square(2).reduce(
      (sum, tap) => sum + weight(tap.x) * weight(tap.y) * at(picture, 2 * x + tap.x, 2 * y + tap.y),
      0,
    ),
  )
}

/** The value at a place; beyond the border, that of its mirror image, the border's own pixels not repeated. */
function at({ side, values }: Picture, x: number, y: number): number {
  const mirror = (i: number) => (i < 0 ? -i : i >= side ? 2 * (side - 1) - i : i)
  return values[mirror(y) * side + mirror(x)]!
}

/** Means over squares of cell x cell pixels, row by row. */
function cellMeans({ side, values }: Picture, cell: number): number[] {
  const across = side / cell
  return range(across * across).map((place) => {
    const [left, top] = [(place % across) * cell, Math.floor(place / across) * cell]
    return mean(
      range(cell * cell).map((i) => values[(top + Math.floor(i / cell)) * side + left + (i % cell)]!),
    )
  })
}

function draw(side: number, value: (x: number, y: number) => number): Picture {
  return {
    side,
    values: Float64Array.from({ length: side * side }, (_, i) => value(i % side, Math.floor(i / side))),
  }
}

/** All offsets of a square around (0, 0). */
function square(radius: number): { x: number; y: number }[] {
  const side = 2 * radius + 1
  return range(side * side).map((i) => ({ x: (i % side) - radius, y: Math.floor(i / side) - radius }))
}

function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}

function range(n: number): number[] {
  return [...Array(n).keys()]
}
