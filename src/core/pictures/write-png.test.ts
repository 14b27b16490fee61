import { unzlibSync } from 'fflate'
import { expect, test } from 'vitest'
import { pngChunk } from './testing/files.ts'
import { readAsFarAsPossible } from './testing/read.ts'
import { writePng } from './write-png.ts'

test('a written PNG is read back, and is the same each time', async () => {
  for (const channels of [1, 3] as const) {
    const data = Uint8Array.from({ length: 7 * 5 * channels }, (_, i) => (i * 91) % 256)
    const png = await writePng({ width: 7, height: 5, channels, data })
    expect(await writePng({ width: 7, height: 5, channels, data })).toEqual(png)
    expect(readAsFarAsPossible(png)).toEqual({ format: 'png', width: 7, height: 5, notes: [] })

    const packed = png.subarray(41, png.length - 16)
    expect(png.subarray(33)).toEqual(Uint8Array.from([...pngChunk('IDAT', packed), ...pngChunk('IEND', [])]))
    const rowBytes = 7 * channels
    const rows = unzlibSync(packed)
    const read = new Uint8Array(data.length)
    for (let row = 0; row < 5; row++) {
      // filter 2: the difference from the row above
      expect(rows[row * (rowBytes + 1)]).toBe(2)
      for (let i = 0; i < rowBytes; i++)
        read[row * rowBytes + i] =
          rows[row * (rowBytes + 1) + 1 + i]! + (row > 0 ? read[(row - 1) * rowBytes + i]! : 0)
    }
    expect(read).toEqual(data)
  }
})
