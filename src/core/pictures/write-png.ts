import { zlibSync } from 'fflate'
import { joinBytes } from '../bytes.ts'
import { createChunkWriter, pngSignature } from './png-chunks.ts'

export interface PngPixels {
  readonly width: number
  readonly height: number
  /** Grey, or red, green and blue. */
  readonly channels: 1 | 3
  /** [height * width * channels] */
  readonly data: Uint8Array
}

const colourTypes = { 1: 0, 3: 2 } as const
/** Each row as its difference from the one above: radiographs take a third less than as they are. */
const filterUp = 2

/** The fastest, 55 ms a megabyte: level 6 takes eight times as long for a tenth less. */
const level = 1

/**
 * A lossless PNG of 8 bits a channel. A browser could write one too, but each in its own way: the same picture has to
 * give the same bytes everywhere, because they are its key.
 */
export async function writePng({
  width,
  height,
  channels,
  data,
}: PngPixels): Promise<Uint8Array<ArrayBuffer>> {
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  header.set([8, colourTypes[channels]], 8)
  const chunk = await createChunkWriter()
  return joinBytes([
    pngSignature,
    chunk('IHDR', header),
    chunk('IDAT', zlibSync(filterRows(data, width * channels, height), { level })),
    chunk('IEND', new Uint8Array()),
  ])
}

function filterRows(data: Uint8Array, rowBytes: number, height: number): Uint8Array {
  const filtered = new Uint8Array((rowBytes + 1) * height)
  for (let row = 0; row < height; row++) {
    const to = row * (rowBytes + 1)
    filtered[to] = filterUp
    for (let i = 0; i < rowBytes; i++) {
      const at = row * rowBytes + i
      filtered[to + 1 + i] = data[at]! - (row > 0 ? data[at - rowBytes]! : 0)
    }
  }
  return filtered
}
