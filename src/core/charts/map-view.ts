/** What part of a map is seen: the place in the middle, and how many times larger than at first it is shown. */
export interface MapView {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

/** In pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** Pixels from the left and from the top. */
export interface Pixel {
  readonly x: number
  readonly y: number
}

export const wholeMap: MapView = { x: 0.5, y: 0.5, zoom: 1 }
const zoomLimits = [1, 400] as const

/** Pixels that the unit square's side takes. */
const scaleOf = ({ zoom }: MapView, { width, height }: Size): number => zoom * Math.min(width, height)

export function toPixel(view: MapView, size: Size, x: number, y: number): Pixel {
  const scale = scaleOf(view, size)
  return { x: size.width / 2 + (x - view.x) * scale, y: size.height / 2 - (y - view.y) * scale }
}

export function toPlace(view: MapView, size: Size, pixel: Pixel): { readonly x: number; readonly y: number } {
  const scale = scaleOf(view, size)
  return { x: view.x + (pixel.x - size.width / 2) / scale, y: view.y - (pixel.y - size.height / 2) / scale }
}

/** Moved with the pointer; the middle stays on the map. */
export function panned(view: MapView, size: Size, by: Pixel): MapView {
  const scale = scaleOf(view, size)
  return { ...view, x: within(view.x - by.x / scale, 0, 1), y: within(view.y + by.y / scale, 0, 1) }
}

/** Larger by a factor; what lies under `at` stays there, where the limits let it. */
export function zoomed(view: MapView, size: Size, factor: number, at: Pixel): MapView {
  const fixed = toPlace(view, size, at)
  const zoom = within(view.zoom * factor, ...zoomLimits)
  const change = view.zoom / zoom
  return {
    x: within(fixed.x + (view.x - fixed.x) * change, 0, 1),
    y: within(fixed.y + (view.y - fixed.y) * change, 0, 1),
    zoom,
  }
}

/** Shows a place: the view is moved only as far as it must be. */
export function withPlaceInView(view: MapView, size: Size, x: number, y: number): MapView {
  const pixel = toPixel(view, size, x, y)
  const edge = 24
  const by = {
    x: within(pixel.x, edge, size.width - edge) - pixel.x,
    y: within(pixel.y, edge, size.height - edge) - pixel.y,
  }
  return by.x === 0 && by.y === 0 ? view : panned(view, size, by)
}

/** The case nearest to a pixel, at most `reach` pixels away; null where there is none. */
export function caseAt(
  places: Float32Array,
  view: MapView,
  size: Size,
  at: Pixel,
  reach: number,
): number | null {
  const { x, y } = toPlace(view, size, at)
  const most = (reach / scaleOf(view, size)) ** 2
  let [best, nearest]: [number | null, number] = [null, most]
  for (let i = 0; 2 * i < places.length; i++) {
    const distance = (places[2 * i]! - x) ** 2 + (places[2 * i + 1]! - y) ** 2
    if (distance <= nearest) [best, nearest] = [i, distance]
  }
  return best
}

/**
 * Cases whose pictures, squares of `side` pixels, have room beside each other in what is seen, with their places: in the order
 * of the cases, each that covers none of those before it.
 */
export function casesWithRoom(
  places: Float32Array,
  view: MapView,
  size: Size,
  side: number,
): readonly { readonly index: number; readonly at: Pixel }[] {
  const found: { index: number; at: Pixel }[] = []
  for (let index = 0; 2 * index < places.length; index++) {
    const at = toPixel(view, size, places[2 * index]!, places[2 * index + 1]!)
    if (at.x < 0 || at.y < 0 || at.x > size.width || at.y > size.height) continue
    const covers = found.some(
      (other) => Math.abs(other.at.x - at.x) < side && Math.abs(other.at.y - at.y) < side,
    )
    if (!covers) found.push({ index, at })
  }
  return found
}

export type Direction = 'left' | 'right' | 'up' | 'down'

/**
 * The next case from one in a direction: of those within 45 degrees of it the nearest, or where there is none the nearest on that
 * side; null at the edge.
 */
export function caseTowards(places: Float32Array, from: number, direction: Direction): number | null {
  const axis = direction === 'left' || direction === 'right' ? 0 : 1
  const sign = direction === 'right' || direction === 'up' ? 1 : -1
  let [best, nearest, isAhead]: [number | null, number, boolean] = [null, Infinity, false]
  for (let i = 0; 2 * i < places.length; i++) {
    const along = sign * (places[2 * i + axis]! - places[2 * from + axis]!)
    const aside = Math.abs(places[2 * i + 1 - axis]! - places[2 * from + 1 - axis]!)
    if (i === from || along < 0 || (along === 0 && (aside > 0 || i < from))) continue
    const ahead = aside <= along
    const distance = along ** 2 + aside ** 2
    if (ahead === isAhead ? distance < nearest : ahead) [best, nearest, isAhead] = [i, distance, ahead]
  }
  return best
}

/** The cases inside an outline in pixels, closed from its end to its beginning (even-odd rule), rising. */
export function casesInside(
  places: Float32Array,
  view: MapView,
  size: Size,
  outline: readonly Pixel[],
): number[] {
  const corners = outline.map((pixel) => toPlace(view, size, pixel))
  const found: number[] = []
  for (let i = 0; 2 * i < places.length; i++) {
    const [x, y] = [places[2 * i]!, places[2 * i + 1]!]
    let inside = false
    corners.forEach((a, k) => {
      const b = corners[(k + 1) % corners.length]!
      if (a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) inside = !inside
    })
    if (inside) found.push(i)
  }
  return found
}

const within = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high)
