import { Zip, ZipPassThrough } from 'fflate'
import { Failure } from '../failure.ts'
import { throwIfAborted, type Signal } from '../signal.ts'
import { mostEntryBytes, type ArchiveEntry } from './entry.ts'
import {
  archiveLimits,
  archiveVersion,
  checksumOf,
  headerFile,
  jsonBytes,
  listedEntry,
  manifestFile,
  sealedFile,
  sealedManifestFile,
  type ArchiveManifest,
  type ListedEntry,
} from './format.ts'
import type { ArchivePlatform } from './platform.ts'
import { createSeal } from './sealing.ts'

export interface WriteOptions extends Pick<ArchiveManifest, 'app' | 'createdAt' | 'name' | 'cases'> {
  /** null: whoever has the file can read it. */
  readonly passphrase: string | null
  readonly platform: ArchivePlatform
  readonly signal?: Signal
  /** Called after each entry with the bytes of the entries so far. */
  readonly onProgress?: (bytes: number) => void
}

/** Takes the archive piece by piece. */
export type Sink = (bytes: Uint8Array<ArrayBuffer>) => Promise<void>

/**
 * Writes entries as an archive, one after the other: no more than one of them is in memory.
 * @returns the manifest that it holds
 * @throws Failure 'archive-too-large' above 4 GB, 65,000 entries or 512 MB an entry; 'cancelled'; what the sink throws
 */
export async function writeArchive(
  entries: AsyncIterable<ArchiveEntry>,
  sink: Sink,
  options: WriteOptions,
): Promise<ArchiveManifest> {
  const { passphrase, platform, signal, onProgress, app, createdAt, name, cases } = options
  const zip = createZip(sink, platform)
  const seal = await createSeal(passphrase, platform)
  const sealed = passphrase !== null
  await zip.add(headerFile, jsonBytes(seal.header))

  const listed: ListedEntry[] = []
  let done = 0
  for await (const entry of entries) {
    throwIfAborted(signal)
    if (entry.bytes.length > mostEntryBytes) throw tooLarge()
    const place = { index: listed.length, name: entry.name }
    listed.push(await listedEntry(entry, platform.subtle))
    await zip.add(sealed ? sealedFile(place.index) : entry.name, await seal.close(place, entry.bytes))
    done += entry.bytes.length
    onProgress?.(done)
  }
  const checksum = await checksumOf(listed, platform.subtle)
  const manifest = {
    version: archiveVersion,
    app,
    createdAt,
    name,
    cases,
    entries: listed,
    checksum,
  } as const
  const bytes = await seal.close({ index: 'manifest', name: manifestFile }, jsonBytes(manifest))
  await zip.add(sealed ? sealedManifestFile : manifestFile, bytes)
  throwIfAborted(signal)
  await zip.end()
  return manifest
}

const tooLarge = (): Failure => new Failure('archive-too-large', { limit: archiveLimits.bytes })

/** Of an entry's two headers and its descriptor, without its name, which both headers hold. */
const bytesAround = 30 + 46 + 16
const endBytes = 22
/** What is given to the sink at once, after which the page has its turn. */
const pieceBytes = 4 << 20
/** Nothing tells when a file was made, and ZIP's own time begins here; local time, as ZIP's is. */
const mtime = '1980-01-01T00:00:00'

/** A ZIP of stored files: what takes room (vectors, pictures, what is sealed) does not get smaller. */
function createZip(sink: Sink, { yieldToLoop }: Pick<ArchivePlatform, 'yieldToLoop'>) {
  let waiting: Uint8Array<ArrayBuffer>[] = []
  let files = 0
  let size = endBytes
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    waiting.push(bytes as Uint8Array<ArrayBuffer>)
  })
  const flush = async (): Promise<void> => {
    const pieces = waiting
    waiting = []
    for (const piece of pieces) if (piece.length > 0) await sink(piece)
    await yieldToLoop()
  }
  return {
    async add(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
      files += 1
      size += bytesAround + 2 * name.length + bytes.length
      if (files > archiveLimits.files || size > archiveLimits.bytes) throw tooLarge()
      const file = Object.assign(new ZipPassThrough(name), { mtime })
      zip.add(file)
      for (let at = 0; at === 0 || at < bytes.length; at += pieceBytes) {
        file.push(bytes.subarray(at, at + pieceBytes), at + pieceBytes >= bytes.length)
        await flush()
      }
    },
    async end(): Promise<void> {
      zip.end()
      await flush()
    },
  }
}
