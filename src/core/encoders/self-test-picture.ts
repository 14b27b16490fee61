import { createRng, type Rng } from '../math/rng.ts'

export interface SelfTestPicture {
  /** In pixels: the size that the model's preprocessor gives, so that no browser's resizing takes part. */
  readonly width: number
  readonly height: number
  readonly seed: number
}

/** A level between 0 and 1 at a place; x and y run from 0 to 1 over the picture. */
type Channel = (x: number, y: number) => number

const waves = 3
const discs = 4

/**
 * A picture to test an image encoder with: smooth waves in each colour, and discs with hard edges over them. It uses
 * only what IEEE 754 rounds exactly (no sine), so that every browser draws the same bytes.
 * @returns RGB, [height, width, 3]
 */
export function selfTestPicture({ width, height, seed }: SelfTestPicture): Uint8Array {
  const rng = createRng(seed, 'self-test-picture')
  const background = [0, 1, 2].map(() => sumOfWaves(rng))
  const foreground = Array.from({ length: discs }, () => disc(rng))
  const pixels = new Uint8Array(3 * width * height)
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const x = (column + 0.5) / width
      const y = (row + 0.5) / height
      const top = foreground.findLast(({ holds }) => holds(x, y))
      for (let c = 0; c < 3; c++) {
        const level = top ? (top.colour[c]! + background[c]!(x, y)) / 2 : background[c]!(x, y)
        pixels[3 * (row * width + column) + c] = Math.round(255 * level)
      }
    }
  return pixels
}

function sumOfWaves(rng: Rng): Channel {
  const parts = Array.from({ length: waves }, (_, i) => {
    // from one period over the picture to nine
    const across = rng.uniform(-1, 1) * 3 ** i
    const down = rng.uniform(-1, 1) * 3 ** i
    const phase = rng.next()
    return (x: number, y: number) => wave(across * x + down * y + phase)
  })
  return (x, y) => 0.5 + parts.reduce((sum, part) => sum + part(x, y), 0) / (2 * waves)
}

/** Like sin(2 pi t), of parabolas. */
function wave(t: number): number {
  const s = 2 * (t - Math.floor(t)) - 1
  return -4 * s * (1 - Math.abs(s))
}

function disc(rng: Rng): { colour: readonly number[]; holds: (x: number, y: number) => boolean } {
  const [x0, y0, radius] = [rng.next(), rng.next(), rng.uniform(0.05, 0.25)]
  return {
    colour: [rng.next(), rng.next(), rng.next()],
    holds: (x, y) => (x - x0) * (x - x0) + (y - y0) * (y - y0) < radius * radius,
  }
}
