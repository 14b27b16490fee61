import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fitsZip, writeZip } from './write-zip.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearside-zip-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('an archive gives back every file, larger ones than a piece too, and is the same each time', async () => {
  mkdirSync(join(folder, 'onnx'))
  const weights = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 31) % 251)
  writeFileSync(join(folder, 'onnx', 'model.onnx'), weights)
  writeFileSync(join(folder, 'empty.txt'), '')
  writeFileSync(join(folder, 'page.html'), '<p>Größe</p>')
  const paths = ['empty.txt', 'onnx/model.onnx', 'page.html']
  const archives = [join(folder, 'a.zip'), join(folder, 'b.zip')] as const
  for (const archive of archives) await writeZip(archive, folder, paths, (path) => `pack/${path}`)

  const files = unzipSync(readFileSync(archives[0]))
  expect(Object.keys(files)).toEqual(paths.map((path) => `pack/${path}`))
  for (const path of paths)
    expect(Buffer.from(files[`pack/${path}`]!).equals(readFileSync(join(folder, path)))).toBe(true)
  expect(readFileSync(archives[1]).equals(readFileSync(archives[0]))).toBe(true)
})

test('sizes that need 64 bits do not fit', () => {
  expect(fitsZip(4e9)).toBe(true)
  expect(fitsZip(2 ** 32)).toBe(false)
})
