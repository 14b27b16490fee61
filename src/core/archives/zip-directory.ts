import { Failure, type FailureParams } from '../failure.ts'
import type { ByteSource } from './folder-file.ts'

/** What a ZIP may hold. */
export interface ArchiveLimits {
  readonly files: number
  /** Of all files together, unpacked. */
  readonly bytes: number
}

/** One file as the archive's directory lists it (APPNOTE.TXT 4.3.12). */
export interface ZipEntry {
  readonly path: string
  readonly size: number
  readonly packedSize: number
  readonly deflated: boolean
  readonly crc32: number
  /** Where its local header begins. */
  readonly headerAt: number
}

export const unreadable = (reason: FailureParams['archive-unreadable']['reason']): Failure =>
  new Failure('archive-unreadable', { reason })

const endSignature = 0x06054b50
const end64Signature = 0x06064b50
const locator64Signature = 0x07064b50
const entrySignature = 0x02014b50
const endBytes = 22
const locator64Bytes = 20
const end64Bytes = 56
const entryBytes = 46
const longestComment = 0xffff
/** Names and extra fields of one entry; real ones take a tenth of it. */
const mostBytesPerEntry = 1024
const in64 = 0xffffffff
const stored = 0
const deflated = 8
/** Marks an entry that WinZip encrypted with AES. */
const encryptedMethod = 99

/**
 * The files that the directory at the archive's end lists; folders are left out. The sizes it gives are claims: who
 * unpacks must stop at them.
 * @throws Failure 'archive-unreadable'
 */
export async function readZipDirectory(source: ByteSource, limits: ArchiveLimits): Promise<ZipEntry[]> {
  const { entries, at, bytes } = await findDirectory(source)
  if (entries > limits.files || bytes > (limits.files + 1) * mostBytesPerEntry) throw unreadable('too-large')
  if (at + bytes > source.size) throw unreadable('damaged')
  const directory = viewOf(await source.read(at, at + bytes))
  const found: ZipEntry[] = []
  let next = 0
  for (let i = 0; i < entries; i++) {
    const { entry, end } = readEntry(directory, next)
    next = end
    if (entry) found.push(entry)
  }
  if (new Set(found.map(({ path }) => path)).size < found.length) throw unreadable('damaged')
  if (found.some(({ headerAt, packedSize }) => headerAt + packedSize > at)) throw unreadable('damaged')
  if (found.reduce((sum, { size }) => sum + size, 0) > limits.bytes) throw unreadable('too-large')
  return found
}

interface DirectoryPlace {
  readonly entries: number
  readonly at: number
  readonly bytes: number
}

async function findDirectory(source: ByteSource): Promise<DirectoryPlace> {
  const tailAt = Math.max(0, source.size - endBytes - longestComment)
  const tail = viewOf(await source.read(tailAt, source.size))
  let end = tail.byteLength - endBytes
  while (end >= 0 && !isEnd(tail, end)) end--
  if (end < 0) throw unreadable('damaged')
  const place = {
    entries: tail.getUint16(end + 10, true),
    at: tail.getUint32(end + 16, true),
    bytes: tail.getUint32(end + 12, true),
  }
  const needs64 = place.entries === 0xffff || place.at === in64 || place.bytes === in64
  return needs64 ? findDirectory64(source, tailAt + end) : place
}

const isEnd = (tail: DataView, at: number): boolean =>
  tail.getUint32(at, true) === endSignature &&
  at + endBytes + tail.getUint16(at + 20, true) <= tail.byteLength

async function findDirectory64(source: ByteSource, endAt: number): Promise<DirectoryPlace> {
  const locatorAt = endAt - locator64Bytes
  if (locatorAt < 0) throw unreadable('damaged')
  const locator = viewOf(await source.read(locatorAt, endAt))
  const at = getUint64(locator, 8)
  if (locator.getUint32(0, true) !== locator64Signature || at + end64Bytes > source.size)
    throw unreadable('damaged')
  const end = viewOf(await source.read(at, at + end64Bytes))
  if (end.getUint32(0, true) !== end64Signature) throw unreadable('damaged')
  return { entries: getUint64(end, 32), bytes: getUint64(end, 40), at: getUint64(end, 48) }
}

/** @returns no entry for a folder */
function readEntry(directory: DataView, at: number): { entry?: ZipEntry; end: number } {
  if (at + entryBytes > directory.byteLength || directory.getUint32(at, true) !== entrySignature)
    throw unreadable('damaged')
  const nameAt = at + entryBytes
  const extraAt = nameAt + directory.getUint16(at + 28, true)
  const extraEnd = extraAt + directory.getUint16(at + 30, true)
  const end = extraEnd + directory.getUint16(at + 32, true)
  if (end > directory.byteLength) throw unreadable('damaged')

  const name = new TextDecoder('utf-8').decode(bytesOf(directory, nameAt, extraAt))
  // Windows' own tools once wrote backslashes
  const path = name.replaceAll('\\', '/')
  if (isUnsafe(path) || isLink(directory, at)) throw unreadable('unsafe-path')
  if (path.endsWith('/')) return { end }

  const method = directory.getUint16(at + 10, true)
  if ((directory.getUint16(at + 8, true) & 1) === 1 || method === encryptedMethod)
    throw unreadable('encrypted')
  if (method !== stored && method !== deflated) throw unreadable('compression')

  const [size, packedSize, headerAt] = sizes64(directory, extraAt, extraEnd, [
    directory.getUint32(at + 24, true),
    directory.getUint32(at + 20, true),
    directory.getUint32(at + 42, true),
  ])
  if (method === stored && size !== packedSize) throw unreadable('damaged')
  const crc32 = directory.getUint32(at + 16, true)
  return { entry: { path, size, packedSize, deflated: method === deflated, crc32, headerAt }, end }
}

const isUnsafe = (path: string): boolean => path === '' || /^\/|^[A-Za-z]:|(^|\/)\.\.(\/|$)|\u0000/.test(path)

/** A symbolic link, as Unix writes it: its content is a path, which may lead anywhere. */
const isLink = (directory: DataView, at: number): boolean =>
  directory.getUint8(at + 5) === 3 && ((directory.getUint32(at + 38, true) >>> 16) & 0o170000) === 0o120000

type Sizes = readonly [size: number, packedSize: number, headerAt: number]

/** Numbers that do not fit in 32 bits stand in the extra field 1, in this order. */
function sizes64(directory: DataView, extraAt: number, extraEnd: number, in32: Sizes): Sizes {
  if (!in32.includes(in64)) return in32
  for (let at = extraAt; at + 4 <= extraEnd;) {
    const end = at + 4 + directory.getUint16(at + 2, true)
    if (end > extraEnd) break
    if (directory.getUint16(at, true) === 1) {
      let next = at + 4
      const [size, packedSize, headerAt] = in32.map((value) => {
        if (value !== in64) return value
        if (next + 8 > end) throw unreadable('damaged')
        next += 8
        return getUint64(directory, next - 8)
      })
      return [size!, packedSize!, headerAt!]
    }
    at = end
  }
  throw unreadable('damaged')
}

function getUint64(view: DataView, at: number): number {
  const value = view.getUint32(at + 4, true) * 2 ** 32 + view.getUint32(at, true)
  if (!Number.isSafeInteger(value)) throw unreadable('damaged')
  return value
}

function bytesOf(view: DataView, start: number, end: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + start, end - start)
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
