import { Inflate } from 'fflate'
import { createCRC32 } from 'hash-wasm'
import { once } from '../once.ts'
import type { ByteSource, FolderFile } from './folder-file.ts'
import { readZipDirectory, unreadable, viewOf, type ArchiveLimits, type ZipEntry } from './zip-directory.ts'

/**
 * The files of a ZIP, read on demand. A stored file is read where it lies; a deflated one is inflated up to what is
 * asked for, and goes on from there when the next piece follows, so that reading in order unpacks once and never holds
 * more than a piece. Reading backwards begins anew. No file gives more bytes than the directory says, and one that is
 * read from front to end must match its checksum.
 * @throws Failure 'archive-unreadable', from reading its files too
 */
export async function readZip(source: ByteSource, limits: ArchiveLimits): Promise<FolderFile[]> {
  const entries = await readZipDirectory(source, limits)
  return entries.map((entry) => openEntry(source, entry))
}

const localHeaderBytes = 30
const localSignature = 0x04034b50
/** What is inflated at once: deflate packs at most a thousandfold, so it becomes 16 MB at most. */
const packedPiece = 16 * 1024

function openEntry(source: ByteSource, entry: ZipEntry): FolderFile {
  const check = createCheck(entry)
  let dataAt: Promise<number> | undefined
  let inflated: Inflated | undefined
  let before: Promise<unknown> = Promise.resolve()

  async function readNow(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    dataAt ??= findData(source, entry)
    const at = await dataAt
    if (entry.deflated && (!inflated || start < inflated.position)) inflated = inflate(source, entry, at)
    const bytes = inflated ? await inflated.read(start, end) : await source.read(at + start, at + end)
    if (bytes.length !== end - start) throw unreadable('damaged')
    await check(start, bytes)
    return bytes
  }

  return {
    path: entry.path,
    size: entry.size,
    read(start, end) {
      const last = Math.min(end, entry.size)
      // One after another: they share the place up to which the entry is inflated.
      const result = before.then(() => readNow(Math.min(start, last), last))
      before = result.catch(() => undefined)
      return result
    },
  }
}

async function findData(source: ByteSource, { headerAt, packedSize }: ZipEntry): Promise<number> {
  const header = viewOf(await source.read(headerAt, headerAt + localHeaderBytes))
  if (header.byteLength < localHeaderBytes || header.getUint32(0, true) !== localSignature)
    throw unreadable('damaged')
  const at = headerAt + localHeaderBytes + header.getUint16(26, true) + header.getUint16(28, true)
  if (at + packedSize > source.size) throw unreadable('damaged')
  return at
}

interface Inflated {
  /** Of the first byte that was not given yet. */
  readonly position: number
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>
}

function inflate(source: ByteSource, { size, packedSize }: ZipEntry, dataAt: number): Inflated {
  const waiting: Uint8Array[] = []
  let position = 0
  let produced = 0
  let packedAt = 0
  const inflater = new Inflate((bytes) => {
    produced += bytes.length
    if (produced > size) throw unreadable('damaged')
    if (bytes.length > 0) waiting.push(bytes)
  })

  async function inflateMore(): Promise<void> {
    if (packedAt >= packedSize) throw unreadable('damaged')
    const end = Math.min(packedAt + packedPiece, packedSize)
    const packed = await source.read(dataAt + packedAt, dataAt + end)
    packedAt = end
    try {
      inflater.push(packed, packedAt === packedSize)
    } catch {
      throw unreadable('damaged')
    }
  }

  /** Takes at most `count` bytes from the front of what waits. */
  function take(count: number): Uint8Array {
    const first = waiting[0]!
    if (first.length > count) waiting[0] = first.subarray(count)
    else waiting.shift()
    position += Math.min(count, first.length)
    return first.subarray(0, count)
  }

  return {
    get position() {
      return position
    },
    async read(start, end) {
      const bytes = new Uint8Array(end - start)
      while (position < end) {
        while (waiting.length === 0) await inflateMore()
        const at = position - start
        if (at < 0) take(-at)
        else bytes.set(take(end - position), at)
      }
      return bytes
    },
  }
}

const hasher = once(() => createCRC32())

/** Follows what is read in order from the first byte on; at the last one it compares. */
function createCheck({ size, crc32 }: ZipEntry): (start: number, bytes: Uint8Array) => Promise<void> {
  /** Of the bytes before `position`. */
  let state: Uint8Array | undefined
  let position = 0
  return async (start, bytes) => {
    if (bytes.length === 0 || (start > 0 && (!state || start !== position))) return
    const hash = await hasher()
    if (start === 0) hash.init()
    else hash.load(state!)
    hash.update(bytes)
    position = start + bytes.length
    state = position < size ? hash.save() : undefined
    if (!state && Number.parseInt(hash.digest('hex'), 16) !== crc32) throw unreadable('damaged')
  }
}
