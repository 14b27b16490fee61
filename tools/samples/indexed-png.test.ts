import { RawImage } from '@huggingface/transformers'
import { expect, test } from 'vitest'
import { coloursOf, writeIndexedPng } from './indexed-png.ts'

test('a decoder gives back the colour of every pixel', async () => {
  const picture = {
    width: 5,
    height: 7,
    palette: [[255, 255, 255], [90, 40, 120], [0, 128, 255]], // prettier-ignore
    pixels: Uint8Array.from({ length: 35 }, (_, i) => (i * i) % 3),
  } as const
  const decoded = (await RawImage.fromBlob(new Blob([await writeIndexedPng(picture)]))).rgb()
  expect([decoded.width, decoded.height]).toEqual([5, 7])
  expect([...decoded.data]).toEqual([...coloursOf(picture)])
  expect([...decoded.data].slice(0, 6)).toEqual([255, 255, 255, 90, 40, 120])
})
