import { mostColours, type IndexedPicture } from './indexed-png.ts'

/** How much of each dye there is at a place; 1 is as dark as it gets. */
export interface Dyes {
  /** Pink: red cells, most granules. */
  readonly eosin: number
  /** Purple: nuclei. */
  readonly azure: number
  /** Pale blue: what young cells still have in their cytoplasm. */
  readonly blue: number
}

/** About the distance in pixels from a place to the border of a shape, negative inside. */
export type Shape = (x: number, y: number) => number

/** In pixels. */
export interface Disc {
  readonly x: number
  readonly y: number
  readonly radius: number
}

/** What each dye takes of red, green and blue light at 1, as natural logarithms; and the light that goes through glass. */
const absorbance = { eosin: [0.14, 0.53, 0.5], azure: [0.95, 1.3, 0.34], blue: [0.85, 0.4, 0.06] } as const
const glass = [246, 241, 238] as const
/** Steps from none of a dye to 1: a drawing of few colours is a small file. */
const steps = 16

/** A microscope slide: shapes are stained one over another, then photographed. */
export interface Slide {
  /**
   * @param within a disc that the shape does not leave
   * @param dyes what a place inside the shape holds, given what it held before
   */
  stain(shape: Shape, within: Disc, dyes: (before: Dyes, x: number, y: number) => Dyes): void
  /**
   * Light passes through the dyes (Beer-Lambert).
   * @param strength of each dye, around 1
   */
  photograph(strength: Dyes): IndexedPicture
}

/**
 * An empty slide.
 * @param size width and height in pixels
 * @param softness width of a shape's border in pixels: how far out of focus the slide is
 */
export function createSlide(size: number, softness: number): Slide {
  const places: Dyes[] = Array.from({ length: size * size }, () => ({ eosin: 0, azure: 0, blue: 0 }))
  return {
    stain(shape, within, dyes) {
      const reach = within.radius + softness
      const first = (middle: number): number => Math.max(0, Math.floor(middle - reach))
      const last = (middle: number): number => Math.min(size - 1, Math.ceil(middle + reach))
      for (let row = first(within.y); row <= last(within.y); row++)
        for (let column = first(within.x); column <= last(within.x); column++) {
          const [x, y, i] = [column + 0.5, row + 0.5, row * size + column]
          const covered = Math.min(1, Math.max(0, 0.5 - shape(x, y) / softness))
          if (covered > 0) places[i] = mix(places[i]!, dyes(places[i]!, x, y), covered)
        }
    },
    photograph(strength) {
      const indices = new Map<number, number>()
      const palette: [number, number, number][] = []
      const pixels = Uint8Array.from(places, ({ eosin, azure, blue }) => {
        const [e, a, b] = [stepsOf(eosin), stepsOf(azure), stepsOf(blue)]
        const key = (e << 16) | (a << 8) | b
        const known = indices.get(key)
        if (known !== undefined) return known
        const amounts = { eosin: e / steps, azure: a / steps, blue: b / steps }
        const index = palette.push(colourOf(amounts, strength)) - 1
        indices.set(key, index)
        return index
      })
      if (palette.length > mostColours) throw new Error(`a drawing has ${palette.length} colours`)
      return { width: size, height: size, palette, pixels }
    },
  }
}

const between = (a: number, b: number, share: number): number => a + share * (b - a)

const mix = (a: Dyes, b: Dyes, share: number): Dyes => ({
  eosin: between(a.eosin, b.eosin, share),
  azure: between(a.azure, b.azure, share),
  blue: between(a.blue, b.blue, share),
})

const stepsOf = (amount: number): number => Math.round(amount * steps)

function colourOf(amounts: Dyes, strength: Dyes): [number, number, number] {
  const channel = (c: 0 | 1 | 2): number => {
    const taken = (dye: keyof Dyes): number => amounts[dye] * strength[dye] * absorbance[dye][c]
    return Math.round(glass[c] * Math.exp(-(taken('eosin') + taken('azure') + taken('blue'))))
  }
  return [channel(0), channel(1), channel(2)]
}

/** Math.hypot takes ten times as long. */
const length = (dx: number, dy: number): number => Math.sqrt(dx * dx + dy * dy)

export const disc =
  ({ x: x0, y: y0, radius }: Disc): Shape =>
  (x, y) =>
    length(x - x0, y - y0) - radius

/** A line from one place to another with a radius at each end, thinner between them where `waist` is below 1. */
export function link(from: Disc, to: Disc, waist: number): Shape {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const squared = dx * dx + dy * dy || 1
  return (x, y) => {
    const t = Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / squared))
    const radius = (from.radius + t * (to.radius - from.radius)) * (1 - 4 * (1 - waist) * t * (1 - t))
    return length(x - from.x - t * dx, y - from.y - t * dy) - radius
  }
}

/** What two shapes have in common. */
export const both =
  (a: Shape, b: Shape): Shape =>
  (x, y) =>
    Math.max(a(x, y), b(x, y))

/** A union whose inner corners are rounded, over about `radius` pixels. */
export const blend =
  (shapes: readonly Shape[], radius: number): Shape =>
  (x, y) =>
    shapes.reduce((nearest, shape) => {
      const d = shape(x, y)
      const h = Math.max(0, radius - Math.abs(nearest - d)) / radius
      return Math.min(nearest, d) - (h * h * radius) / 4
    }, 1e6)
