import { zlibSync } from 'fflate'
import { joinBytes } from '../../src/core/bytes.ts'
import { createChunkWriter, pngSignature } from '../../src/core/pictures/png-chunks.ts'

/** Most colours that one byte a pixel can name. */
export const mostColours = 256

export interface IndexedPicture {
  readonly width: number
  readonly height: number
  /** RGB of each colour, at most `mostColours` of them. */
  readonly palette: readonly (readonly [number, number, number])[]
  /** Index into the palette, [height * width]. */
  readonly pixels: Uint8Array
}

/** A PNG of a palette (colour type 3), without filters: of a drawing, half the bytes of one in full colours. */
export async function writeIndexedPng({
  width,
  height,
  palette,
  pixels,
}: IndexedPicture): Promise<Uint8Array<ArrayBuffer>> {
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  // bits a sample, colour type
  header.set([8, 3], 8)
  // every row begins with the number of its filter: 0 for none
  const rows = new Uint8Array(height * (width + 1))
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  const chunk = await createChunkWriter()
  return joinBytes([
    pngSignature,
    chunk('IHDR', header),
    chunk('PLTE', Uint8Array.from(palette.flat())),
    chunk('IDAT', zlibSync(rows, { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ])
}

/** [height * width * 3] */
export const coloursOf = ({ palette, pixels }: IndexedPicture): Uint8Array =>
  Uint8Array.from(Array.from(pixels, (index) => palette[index]!).flat())
