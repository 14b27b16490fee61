import { RawImage } from '@huggingface/transformers'
import { expect, test } from 'vitest'
import { writePng } from './png.ts'

test('a decoder gives back the colour of every pixel', async () => {
  const palette = [[255, 255, 255], [90, 40, 120], [0, 128, 255]] as const // prettier-ignore
  const [width, height] = [5, 7]
  const pixels = Uint8Array.from({ length: width * height }, (_, i) => (i * i) % 3)
  const png = writePng({ width, height, palette, pixels })
  const decoded = (await RawImage.fromBlob(new Blob([Uint8Array.from(png)]))).rgb()
  expect([decoded.width, decoded.height]).toEqual([width, height])
  expect([...decoded.data]).toEqual([...pixels].flatMap((index) => [...palette[index]!]))
})
