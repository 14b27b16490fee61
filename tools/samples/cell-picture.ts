import type { Rng } from '../../src/core/math/rng.ts'
import type { IndexedPicture } from './indexed-png.ts'
import {
  blend,
  both,
  createSlide,
  disc,
  link,
  type Dyes,
  type Disc,
  type Shape,
  type Slide,
} from './stains.ts'

/** Width and height, in pixels. */
export const pictureSize = 96

/** What a person at the microscope would tell cells apart by. */
export interface CellTraits {
  /** Parts of the nucleus, 2 to 5. */
  readonly lobes: number
  /** Thickness of what joins the parts, over theirs; 1 is a band, as young cells have it. */
  readonly waist: number
  /** Dark granules in the cytoplasm, and how dark they are, 0 to 1. */
  readonly granules: number
  readonly darkness: number
  /** Pale blue bodies in the cytoplasm. */
  readonly inclusions: number
  /** Holes in the cytoplasm. */
  readonly vacuoles: number
}

/** How a slide was made, whatever lies on it. */
export interface Preparation {
  /** Of each dye, around 1. */
  readonly strength: Dyes
  /** Width of a border in pixels: how far out of focus the slide is. */
  readonly softness: number
}

/** A stained smear: one white cell in the middle, red cells and platelets around it. */
export function drawCell(traits: CellTraits, preparation: Preparation, rng: Rng): IndexedPicture {
  const slide = createSlide(pictureSize, preparation.softness)
  const place = (): number => pictureSize / 2 + Math.min(8, Math.max(-8, 4 * rng.normal()))
  const cell = { x: place(), y: place(), radius: rng.uniform(26, 31) }
  stainRedCells(slide, cell, rng)
  stainPlatelets(slide, cell, rng)
  stainWhiteCell(slide, cell, traits, rng)
  return slide.photograph(preparation.strength)
}

/** Round cells, paler in the middle; some leave the picture, some lie on one another. */
function stainRedCells(slide: Slide, around: Disc, rng: Rng): void {
  const count = 6 + rng.int(5)
  const start = rng.uniform(0, 2 * Math.PI)
  for (let i = 0; i < count; i++) {
    const radius = rng.uniform(11, 14)
    const angle = start + ((i + rng.uniform(-0.3, 0.3)) * 2 * Math.PI) / count
    const cell = { ...away(around, angle, around.radius + radius + rng.uniform(1, 18)), radius }
    const tone = rng.uniform(0.6, 0.75)
    slide.stain(disc(cell), cell, () => ({ eosin: tone, azure: 0, blue: 0 }))
    const pallor = rng.uniform(0.45, 0.7)
    slide.stain(disc(cell), cell, (before, x, y) => {
      const near = Math.max(0, 1 - Math.hypot(x - cell.x, y - cell.y) / (0.75 * radius))
      return { ...before, eosin: tone * (1 - pallor * near) }
    })
  }
}

function stainPlatelets(slide: Slide, around: Disc, rng: Rng): void {
  for (let i = rng.int(4); i > 0; i--) {
    const far = around.radius + rng.uniform(5, 25)
    const platelet = { ...away(around, rng.uniform(0, 2 * Math.PI), far), radius: rng.uniform(1.8, 3) }
    slide.stain(disc(platelet), platelet, () => ({ eosin: 0.25, azure: 0.35, blue: 0 }))
  }
}

function stainWhiteCell(slide: Slide, cell: Disc, traits: CellTraits, rng: Rng): void {
  const outline = roundish(cell, rng)
  const nucleus = nucleusOf(traits, cell, rng)
  // the bulges of the outline reach beyond the disc
  const within = { ...cell, radius: 1.2 * cell.radius }
  const blue = Math.min(0.3, 0.04 + 0.14 * traits.waist)
  slide.stain(outline, within, () => ({ eosin: 0.2, azure: 0.09, blue }))
  const border: Shape = (x, y) => Math.abs(outline(x, y) + 1.2) - 0.9
  slide.stain(border, within, (before) => ({ ...before, azure: 0.16 }))

  const inCytoplasm = (): { x: number; y: number } =>
    placeIn(cell, (x, y) => outline(x, y) < -3 && nucleus(x, y) > 1.5, rng)
  for (let i = 0; i < traits.vacuoles; i++) {
    const hole = { ...inCytoplasm(), radius: rng.uniform(1.8, 3.2) }
    slide.stain(disc(hole), hole, () => ({ eosin: 0.04, azure: 0, blue: 0.02 }))
  }
  for (let i = 0; i < traits.inclusions; i++) {
    const one = { ...inCytoplasm(), radius: rng.uniform(2.2, 3.4) }
    const end = { ...away(one, rng.uniform(0, 2 * Math.PI), rng.uniform(2, 4)), radius: rng.uniform(2, 3) }
    const body = both(link(one, end, 1), outline)
    slide.stain(body, { ...one, radius: 8 }, () => ({ eosin: 0.04, azure: 0.1, blue: 0.55 }))
  }
  for (let i = 0; i < traits.granules; i++) {
    const granule = { ...inCytoplasm(), radius: rng.uniform(0.7, 1.3) }
    const azure = traits.darkness * rng.uniform(0.7, 1)
    slide.stain(disc(granule), granule, (before) => ({ ...before, eosin: 0.4, azure }))
  }

  const chromatin = patches(rng)
  slide.stain(nucleus, within, (_, x, y) => ({ eosin: 0.35, azure: 0.74 + 0.12 * chromatin(x, y), blue: 0 }))
}

const away = ({ x, y }: { x: number; y: number }, angle: number, far: number): { x: number; y: number } => ({
  x: x + far * Math.cos(angle),
  y: y + far * Math.sin(angle),
})

/** A disc with five bulges. */
function roundish(cell: Disc, rng: Rng): Shape {
  const { radius } = cell
  const bulges = Array.from({ length: 5 }, (_, i) => {
    const size = radius * rng.uniform(0.55, 0.7)
    const far = radius - size + radius * rng.uniform(-0.05, 0.11)
    return disc({ ...away(cell, ((i + rng.next()) * 2 * Math.PI) / 5, far), radius: size })
  })
  return blend([disc({ ...cell, radius: radius * 0.93 }), ...bulges], radius * 0.4)
}

/** Parts along a bent line, each joined to the next. */
function nucleusOf({ lobes, waist }: CellTraits, cell: Disc, rng: Rng): Shape {
  // more parts are smaller and go further round
  const bend = rng.uniform(2.6, 3.2) + 0.5 * (lobes - 3)
  const start = rng.uniform(0, 2 * Math.PI)
  const parts = Array.from({ length: lobes }, (_, i): Disc => {
    const angle = start + (bend * (i + rng.uniform(-0.1, 0.1))) / (lobes - 1)
    const radius = cell.radius * (0.15 + 0.42 / lobes) * rng.uniform(0.9, 1.1)
    return { ...away(cell, angle, cell.radius * rng.uniform(0.44, 0.54)), radius }
  })
  const joints = parts.slice(1).map((part, i) => link(parts[i]!, part, waist))
  return blend([...parts.map(disc), ...joints], 2)
}

/** A place in a disc that the shape has too; where none turns up, the last one tried. */
function placeIn(
  { x, y, radius }: Disc,
  inside: (x: number, y: number) => boolean,
  rng: Rng,
): { x: number; y: number } {
  let place = { x, y }
  for (let attempt = 0; attempt < 60; attempt++) {
    place = { x: x + radius * rng.uniform(-1, 1), y: y + radius * rng.uniform(-1, 1) }
    if (inside(place.x, place.y)) break
  }
  return place
}

/** Width of a patch of chromatin, in pixels. */
const patch = 7

/** Light and dark patches, -1 to 1: values at the corners of a lattice, smoothed between them. */
function patches(rng: Rng): (x: number, y: number) => number {
  const across = Math.ceil(pictureSize / patch) + 2
  const corners = Float64Array.from({ length: across * across }, () => rng.uniform(-1, 1))
  const ease = (t: number): number => t * t * (3 - 2 * t)
  return (x, y) => {
    const [column, row] = [Math.floor(x / patch), Math.floor(y / patch)]
    const [u, v] = [ease(x / patch - column), ease(y / patch - row)]
    const at = (dx: number, dy: number): number => corners[(row + dy) * across + column + dx]!
    const upper = at(0, 0) * (1 - u) + at(1, 0) * u
    return upper * (1 - v) + (at(0, 1) * (1 - u) + at(1, 1) * u) * v
  }
}
