import { openPictureReader, type ReadPicture } from '../../src/engine/client.ts'

/** Reads files one after the other in one real picture worker; `kept` tells what is in the blob that is kept. */
export async function readPictures(files: readonly (readonly [path: string, bytes: readonly number[]])[]) {
  const reader = openPictureReader()
  const outcomes: (ReadPicture & {
    readonly kept: { readonly type: string; readonly pixels: number[] } | null
  })[] = []
  for (const [path, bytes] of files) {
    const read = await reader.read(path, new Blob([Uint8Array.from(bytes)]))
    outcomes.push({ ...read, kept: read.kind === 'picture' ? await look(read.bytes) : null })
  }
  reader.terminate()
  return outcomes
}

/** A file of 16 upright bars, as this browser writes it: red rises by 16 from each to the next, from 0. */
export async function drawPicture(type: string, width: number, height: number): Promise<number[]> {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')!
  const steps = 16
  for (let i = 0; i < steps; i++) {
    context.fillStyle = `rgb(${i * steps} ${i * steps} ${255 - i * steps})`
    context.fillRect((i * width) / steps, 0, width / steps, height)
  }
  const blob = await canvas.convertToBlob({ type, quality: 0.9 })
  return [...new Uint8Array(await blob.arrayBuffer())]
}

/** What an encoder would see of a kept file: its type, and red of every pixel of the first row. */
async function look(file: Blob): Promise<{ type: string; pixels: number[] }> {
  const bitmap = await createImageBitmap(file)
  const canvas = new OffscreenCanvas(bitmap.width, 1)
  const context = canvas.getContext('2d')!
  context.drawImage(bitmap, 0, 0)
  bitmap.close()
  const { data } = context.getImageData(0, 0, canvas.width, 1)
  return { type: file.type, pixels: Array.from({ length: canvas.width }, (_, i) => data[4 * i]!) }
}
