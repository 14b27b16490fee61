import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { memorySource } from '../archives/testing.ts'
import { joinBytes } from '../bytes.ts'
import type { ArchiveEntry } from './entry.ts'
import { openArchive } from './read-archive.ts'
import { nodePlatform } from './testing.ts'
import { writeArchive, type WriteOptions } from './write-archive.ts'

const options: WriteOptions = {
  app: 'test',
  createdAt: 1,
  name: 'Triage',
  cases: true,
  passphrase: null,
  platform: nodePlatform,
}

const entry = (name: string, size: number): ArchiveEntry => ({ name, bytes: new Uint8Array(size).fill(7) })

async function* stream(entries: readonly ArchiveEntry[], log: string[] = []): AsyncIterable<ArchiveEntry> {
  for (const one of entries) {
    log.push(one.name)
    yield one
  }
}

/** What is written, in the pieces in which it comes. */
async function written(entries: readonly ArchiveEntry[], log: string[] = []) {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  const sink = async (piece: Uint8Array<ArrayBuffer>): Promise<void> => {
    pieces.push(piece.slice())
    log.push('written')
  }
  const manifest = await writeArchive(stream(entries, log), sink, options)
  return { manifest, pieces, bytes: joinBytes(pieces) }
}

describe('writing an archive', () => {
  test('asks for an entry once the one before is written, and gives pieces of 4 MB at most', async () => {
    const log: string[] = []
    const { pieces, bytes } = await written([entry('table/a', 9_000_000), entry('table/b', 5)], log)
    expect(Math.max(...pieces.map(({ length }) => length))).toBe(4 << 20)
    const between = log.slice(log.indexOf('table/a') + 1, log.indexOf('table/b'))
    // its header and three pieces
    expect(between.length).toBeGreaterThanOrEqual(4)
    expect(new Set(between)).toEqual(new Set(['written']))
    expect(unzipSync(bytes)['table/a']).toHaveLength(9_000_000)
  })

  test('gives the same bytes for the same entries, whenever and wherever it is written', async () => {
    const entries = [entry('table/a', 10), entry('runs/0/run.json', 0)]
    expect((await written(entries)).bytes).toEqual((await written(entries)).bytes)
  })

  test('and reading it gives the entries back, an empty one too', async () => {
    const entries = [entry('table/a', 10), entry('runs/0/run.json', 0)]
    const { manifest, bytes } = await written(entries)
    const archive = await openArchive(memorySource(bytes), null, nodePlatform)
    expect(archive.manifest).toEqual(manifest)
    const read: ArchiveEntry[] = []
    for await (const one of archive.entries()) read.push(one)
    expect(read).toEqual(entries)
  })

  test('refuses an entry that no reader would take, before it is hashed or written', async () => {
    const large = Object.defineProperty(new Uint8Array(), 'length', { value: 2 ** 29 + 1 })
    const log: string[] = []
    const writing = written([entry('table/a', 1), { name: 'table/b', bytes: large }], log)
    await expect(writing).rejects.toMatchObject({ code: 'archive-too-large' })
    expect(log.at(-1)).toBe('table/b')
  })

  test('refuses what does not fit into a ZIP without 64-bit sizes', async () => {
    // 18 times half a gigabyte, though nothing of it is there
    const sizes = Array.from({ length: 18 }, (_, i) => {
      const bytes = new Uint8Array(8)
      return { name: `table/${i}`, bytes: Object.defineProperty(bytes, 'length', { value: 2 ** 28 }) }
    })
    await expect(written(sizes)).rejects.toMatchObject({
      code: 'archive-too-large',
      params: { limit: 2 ** 32 - 1 },
    })
  })

  test('stops where it is cancelled', async () => {
    const sink = (): Promise<void> => Promise.resolve()
    const writing = writeArchive(stream([entry('table/a', 1)]), sink, {
      ...options,
      signal: { aborted: true },
    })
    await expect(writing).rejects.toMatchObject({ code: 'cancelled' })
  })
})
