import fc from 'fast-check'
import { strToU8, zipSync, type AsyncZippable, type Zippable } from 'fflate'
import { describe, expect, test } from 'vitest'
import { Failure } from '../failure.ts'
import type { FolderFile } from './folder-file.ts'
import { memorySource } from './testing.ts'
import { readZip } from './zip.ts'

const limits = { files: 100, bytes: 10_000_000 }
/** Does not become smaller, so that it takes many pieces. */
const noise = Uint8Array.from({ length: 100_000 }, (_, i) => Math.imul(i * i, 2654435761) >>> 13)
const text = strToU8('Cough for three days. '.repeat(500))

const readBytes = (archive: Uint8Array) => readZip(memorySource(archive), limits)
const whole = (file: FolderFile) => file.read(0, file.size)

const archiveOf = (files: Zippable, level: 0 | 6 = 6): Uint8Array =>
  zipSync(files as AsyncZippable as Zippable, { level })

/** The archive with a number of `bytes` bytes replaced, at a place counted from a signature ("PK12" is the directory's entry). */
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

const entry = 0x02014b50
const end = 0x06054b50

async function expectUnreadable(archive: Uint8Array, reason: string): Promise<void> {
  const reading = readBytes(archive).then((files) => Promise.all(files.map(whole)))
  await expect(reading).rejects.toMatchObject({ code: 'archive-unreadable', params: { reason } })
}

describe('a ZIP', () => {
  test.each([0, 6] as const)('gives its files, folders left out (level %i)', async (level) => {
    const archive = archiveOf(
      { org: { name: { 'config.json': strToU8('{}'), 'note.txt': text } }, 'empty.txt': new Uint8Array(0) },
      level,
    )
    const files = await readBytes(archive)
    expect(files.map(({ path, size }) => [path, size])).toEqual([
      ['org/name/config.json', 2],
      ['org/name/note.txt', text.length],
      ['empty.txt', 0],
    ])
    expect(await Promise.all(files.map(whole))).toEqual([strToU8('{}'), text, new Uint8Array(0)])
  })

  test('is checked while several of its files are read in turns', async () => {
    const other = noise.map((byte) => byte ^ 90)
    const archive = archiveOf({ noise, other }, 0)
    const inTurns = async (files: readonly FolderFile[]): Promise<void> => {
      for (let at = 0; at < noise.length; at += 30_000)
        await Promise.all(files.map((file) => file.read(at, Math.min(at + 30_000, file.size))))
    }
    await inTurns(await readBytes(archive))
    const spoilt = archive.slice()
    spoilt[archive.length >> 2]! ^= 1
    await expect(readBytes(spoilt).then(inTurns)).rejects.toMatchObject({
      code: 'archive-unreadable',
      params: { reason: 'damaged' },
    })
  })

  test('of pieces read in any order gives the same bytes', async () => {
    const range = fc.tuple(fc.nat(noise.length), fc.nat(noise.length))
    for (const level of [0, 6] as const) {
      const [file] = await readBytes(archiveOf({ noise }, level))
      await fc.assert(
        fc.asyncProperty(fc.array(range, { maxLength: 6 }), async (ranges) => {
          const pieces = await Promise.all(ranges.map(([start, stop]) => file!.read(start, stop)))
          const expected = ranges.map(([start, stop]) => noise.slice(start, Math.max(start, stop)))
          expect(pieces.map((piece, i) => Buffer.compare(piece, expected[i]!))).toEqual(ranges.map(() => 0))
        }),
        { numRuns: 30, seed: 1 },
      )
    }
  })

  test('read in order is unpacked once', async () => {
    const source = memorySource(archiveOf({ noise }))
    const [file] = await readZip(source, limits)
    source.reads.length = 0
    for (let at = 0; at < noise.length; at += 1000) await file!.read(at, at + 1000)
    const asked = source.reads.reduce((sum, { start, end: stop }) => sum + stop - start, 0)
    expect(asked).toBeLessThan(source.size + 100)
  })

  test('of 64-bit sizes is read', async () => {
    const archive = archiveOf({ 'a.txt': strToU8('abc') }, 0)
    const view = new DataView(archive.buffer)
    const endAt = archive.length - 22
    const record = new DataView(new ArrayBuffer(56 + 20))
    record.setUint32(0, 0x06064b50, true)
    record.setBigUint64(32, 1n, true)
    record.setBigUint64(40, BigInt(view.getUint32(endAt + 12, true)), true)
    record.setBigUint64(48, BigInt(view.getUint32(endAt + 16, true)), true)
    record.setUint32(56, 0x07064b50, true)
    record.setBigUint64(64, BigInt(endAt), true)
    view.setUint32(endAt + 16, 0xffffffff, true)
    const larger = new Uint8Array([
      ...archive.subarray(0, endAt),
      ...new Uint8Array(record.buffer),
      ...archive.subarray(endAt),
    ])
    const [file] = await readBytes(larger)
    expect(await whole(file!)).toEqual(strToU8('abc'))
  })
})

describe('bad input 45 to 48: a ZIP is refused', () => {
  const good = archiveOf({ 'a.txt': text })
  const plain = archiveOf({ 'a.txt': text }, 0)

  test.each([
    ['of nothing', new Uint8Array(0), 'damaged'],
    ['that is none', strToU8('<!doctype html>'.repeat(100)), 'damaged'],
    ['cut off', good.subarray(0, good.length - 30), 'damaged'],
    ['whose beginning is missing', good.subarray(200), 'damaged'],
    ['with a way out of its folder', archiveOf({ '../a.txt': text }), 'unsafe-path'],
    ['with a way out in the middle', archiveOf({ 'a/../../b.txt': text }), 'unsafe-path'],
    ['with a way out in Windows’ writing', archiveOf({ '..\\a.txt': text }), 'unsafe-path'],
    ['with an absolute path', archiveOf({ '/etc/a.txt': text }), 'unsafe-path'],
    ['with a drive', archiveOf({ 'C:/a.txt': text }), 'unsafe-path'],
    ['with a link', zipSync({ a: [strToU8('/etc'), { os: 3, attrs: 0o120777 << 16 }] }), 'unsafe-path'],
    ['that is encrypted', patched(good, entry, 8, 1, 2), 'encrypted'],
    ['encrypted by WinZip', patched(good, entry, 10, 99, 2), 'encrypted'],
    ['of another compression', patched(good, entry, 10, 14, 2), 'compression'],
    [
      'that is larger than allowed',
      archiveOf({ a: new Uint8Array(6e6), b: new Uint8Array(6e6) }),
      'too-large',
    ],
    [
      'of too many files',
      archiveOf(Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`${i}`, text]))),
      'too-large',
    ],
    ['that claims a size of 3 GB', patched(good, entry, 24, 3e9, 4), 'too-large'],
    ['that claims less than it holds', patched(good, entry, 24, 100, 4), 'damaged'],
    ['that claims more than it holds', patched(good, entry, 24, text.length + 1, 4), 'damaged'],
    ['whose directory lies elsewhere', patched(good, end, 16, good.length, 4), 'damaged'],
    ['whose file lies elsewhere', patched(good, entry, 42, 7, 4), 'damaged'],
    ['of another checksum', patched(good, entry, 16, 7, 4), 'damaged'],
    ['of another checksum, stored', patched(plain, entry, 16, 7, 4), 'damaged'],
  ])('%s', (_, archive, reason) => expectUnreadable(archive, reason))

  test('two files of one name', () =>
    expectUnreadable(patched(archiveOf({ aa: text, ab: text }), entry, 47, 0x62, 2), 'damaged'))

  test('no bytes make the reader fail in any other way', async () => {
    const change = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 8 })
    const changed = change.map((changes) => {
      const copy = good.slice()
      for (const [at, value] of changes) copy[at] = value
      return copy
    })
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 500 }), changed), async (bytes) => {
        const thrown = await readBytes(bytes)
          .then((files) => Promise.all(files.map(whole)))
          .then(
            () => null,
            (reason: unknown) => reason,
          )
        expect(thrown === null || thrown instanceof Failure).toBe(true)
      }),
      { numRuns: 500, seed: 1 },
    )
  })
})
