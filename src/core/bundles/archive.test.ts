import { strToU8, zipSync, type AsyncZippable, type Zippable } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { FolderFile } from '../archives/folder-file.ts'
import { memorySource } from '../archives/testing.ts'
import { failureOf } from '../tables/testing.ts'
import { bundleLimits, openArchive } from './archive.ts'
import { assertHasCases, type Bundle } from './bundle.ts'

const csv = strToU8('image,label\nimages/a.png,x\n')
const picture = strToU8('picture '.repeat(1000))

const archiveOf = (files: Zippable): Uint8Array => zipSync(files as AsyncZippable as Zippable)
const open = (archive: Uint8Array): Promise<Bundle> => openArchive(memorySource(archive))

/** Reads every file to its end, as an import does. */
async function importAll(archive: Uint8Array): Promise<void> {
  const { tables, pictures } = await open(archive)
  for (const file of [...tables, ...pictures]) await readWhole(file)
}

async function readWhole(file: FolderFile): Promise<number> {
  let bytes = 0
  for (let at = 0; at < file.size; at += 1 << 20) bytes += (await file.read(at, at + (1 << 20))).length
  return bytes
}

const directoryEntry = 0x02014b50
const localHeader = 0x04034b50

/** The archive with a number of two or four bytes replaced in its first entry, counted from the signature. */
function patched(
  archive: Uint8Array,
  signature: number,
  at: number,
  value: number,
  bytes: 2 | 4,
): Uint8Array {
  const copy = archive.slice()
  const view = new DataView(copy.buffer)
  let start = 0
  while (view.getUint32(start, true) !== signature) start++
  if (bytes === 2) view.setUint16(start + at, value, true)
  else view.setUint32(start + at, value, true)
  return copy
}

test('an archive of a table and pictures is a bundle', async () => {
  const { tables, pictures } = await open(
    archiveOf({ study: { 'cases.csv': csv, images: { 'a.png': picture } }, __MACOSX: { '._x': csv } }),
  )
  expect([tables[0]!.path, pictures[0]!.path]).toEqual(['cases.csv', 'images/a.png'])
  expect(await readWhole(pictures[0]!)).toBe(picture.length)
})

interface BadArchive {
  readonly row: number
  readonly what: string
  readonly archive: Uint8Array
  readonly reason: string
}

const good = archiveOf({ 'a.png': picture })
/** 20 MB of zeros, in 20 kB. */
const bomb = archiveOf({ 'a.png': new Uint8Array(20_000_000) })

const bad: readonly BadArchive[] = [
  { row: 45, what: 'more than the cap', archive: patched(bomb, directoryEntry, 24, 0xfffffffe, 4), reason: 'damaged' },
  { row: 45, what: 'a bomb that claims to be small', archive: patched(bomb, directoryEntry, 24, 1000, 4), reason: 'damaged' },
  {
    row: 45,
    what: 'nine files of 4 GB each',
    archive: claiming(9, 4e9),
    reason: 'too-large',
  },
  { row: 45, what: 'more files than the cap', archive: claiming(bundleLimits.files + 1, 0), reason: 'too-large' },
  { row: 46, what: 'a way out', archive: archiveOf({ '../../a.png': picture }), reason: 'unsafe-path' },
  { row: 46, what: 'a way out, in Windows’ writing', archive: archiveOf({ 'x\\..\\..\\a.png': picture }), reason: 'unsafe-path' },
  { row: 46, what: 'an absolute path', archive: archiveOf({ '/etc/a.csv': csv }), reason: 'unsafe-path' },
  { row: 47, what: 'encryption', archive: patched(good, directoryEntry, 8, 1, 2), reason: 'encrypted' },
  { row: 47, what: 'encryption by WinZip', archive: patched(good, directoryEntry, 10, 99, 2), reason: 'encrypted' },
  { row: 48, what: 'less than it holds', archive: patched(good, directoryEntry, 24, 7, 4), reason: 'damaged' },
  { row: 48, what: 'more than it holds', archive: patched(good, directoryEntry, 24, 9e6, 4), reason: 'damaged' },
  { row: 48, what: 'packed bytes beyond its end', archive: patched(good, directoryEntry, 20, 1e9, 4), reason: 'damaged' },
] // prettier-ignore

/** A directory of empty files that each claim to hold so many bytes. */
function claiming(files: number, bytes: number): Uint8Array {
  const archive = archiveOf(Object.fromEntries(Array.from({ length: files }, (_, i) => [`${i}.png`, new Uint8Array(0)])))
  const view = new DataView(archive.buffer)
  if (bytes > 0)
    for (let at = 0; at + 28 <= archive.length; at++) {
      if (view.getUint32(at, true) !== directoryEntry) continue
      view.setUint16(at + 10, 8, true)
      view.setUint32(at + 24, bytes, true)
    }
  return archive
} // prettier-ignore

describe('bad input', () => {
  test.each(bad)('$row: an archive of $what is refused', async ({ archive, reason }) => {
    expect(await failureOf(() => importAll(archive))).toEqual({
      code: 'archive-unreadable',
      params: { reason },
    })
  })

  test('48: sizes in front of a file do not count, only the directory’s', async () => {
    const { pictures } = await open(patched(good, localHeader, 22, 7, 4))
    expect(await readWhole(pictures[0]!)).toBe(picture.length)
  })

  test('45: a bomb is unpacked no further than it is read', async () => {
    const source = memorySource(bomb)
    const { pictures } = await openArchive(source)
    source.reads.length = 0
    await pictures[0]!.read(0, 100)
    const asked = source.reads.reduce((sum, { start, end }) => sum + end - start, 0)
    expect(asked).toBeLessThan(bomb.length)
  })

  test('47: an archive in an archive is left out by name, or refused where there is nothing else', async () => {
    const beside = await open(archiveOf({ 'cases.csv': csv, 'more/inner.zip': good }))
    expect(beside.leftOut).toEqual([{ path: 'more/inner.zip', reason: 'archive' }])
    assertHasCases(beside)
    const alone = await open(archiveOf({ 'inner.zip': good }))
    expect(await failureOf(() => assertHasCases(alone))).toEqual({
      code: 'nothing-to-open',
      params: { archives: 1, others: 0 },
    })
  })
})
