import type { ByteSource, FolderFile } from '../archives/folder-file.ts'
import { readZip } from '../archives/zip.ts'
import { Failure } from '../failure.ts'
import { throwIfAborted, type Signal } from '../signal.ts'
import { mostEntryBytes, type ArchiveEntry } from './entry.ts'
import {
  archiveLimits,
  headerFile,
  manifestFile,
  parseHeader,
  parseManifest,
  refused,
  sealedFile,
  sealedManifestFile,
  type ArchiveHeader,
  type ArchiveManifest,
  type Sealing,
} from './format.ts'
import { sha256, type ArchivePlatform } from './platform.ts'
import { createUnseal, sealBytes, type Unseal } from './sealing.ts'

export interface ReadOptions {
  readonly signal?: Signal
  /** Called after each entry with the bytes of the entries so far. */
  readonly onProgress?: (bytes: number) => void
}

export interface OpenedArchive {
  readonly sealed: boolean
  readonly manifest: ArchiveManifest
  /** Of all entries together. */
  readonly bytes: number
  /**
   * Every entry in the manifest's order, each as the manifest says it is.
   * @throws Failure 'archive-refused', 'cancelled'
   */
  entries(options?: ReadOptions): AsyncIterable<ArchiveEntry>
}

/** 65,535 entries of the longest names. */
const mostManifestBytes = 64 << 20
const mostHeaderBytes = 64 << 10

/**
 * Opens an archive as far as its manifest: every file of the ZIP is one that the manifest lists, of the size that it
 * lists, and none is missing.
 * @param passphrase null: none was asked for yet
 * @throws Failure 'archive-refused', 'archive-newer', 'archive-locked' where a passphrase is needed, 'wrong-passphrase'
 */
export async function openArchive(
  source: ByteSource,
  passphrase: string | null,
  platform: ArchivePlatform,
): Promise<OpenedArchive> {
  const files = await filesOf(source)
  const headerBytes = await readWhole(files.get(headerFile), mostHeaderBytes, 'not-nearside')
  const { sealed: sealing } = parseHeader(headerBytes)
  const unseal = sealing ? await unsealer(sealing, headerBytes, passphrase, platform) : asItIs
  const manifest = await readManifest(files, sealing, unseal, platform)
  const listed = manifest.entries.map((entry, index) => ({
    ...entry,
    index,
    file: files.get(sealing ? sealedFile(index) : entry.name),
  }))
  if (files.size !== listed.length + 2) throw refused('extra')
  for (const { file, bytes } of listed) {
    if (!file) throw refused('missing')
    if (file.size !== bytes + (sealing ? sealBytes : 0)) throw refused('size')
  }
  return {
    sealed: sealing !== null,
    manifest,
    bytes: manifest.entries.reduce((sum, { bytes }) => sum + bytes, 0),
    async *entries({ signal, onProgress } = {}) {
      let done = 0
      for (const { index, name, bytes: size, sha256: sum, file } of listed) {
        throwIfAborted(signal)
        const bytes = await unseal(
          { index, name },
          await readWhole(file, mostEntryBytes + sealBytes, 'missing'),
        )
        if (bytes.length !== size || (await sha256(platform.subtle, bytes)) !== sum) throw refused('checksum')
        yield { name, bytes }
        done += size
        onProgress?.(done)
        await platform.yieldToLoop()
      }
    },
  }
}

const asItIs: Unseal = (_place, bytes) => Promise.resolve(bytes)

function unsealer(
  sealing: Sealing,
  header: Uint8Array<ArrayBuffer>,
  passphrase: string | null,
  platform: ArchivePlatform,
): Promise<Unseal> {
  if (passphrase === null) throw new Failure('archive-locked', {})
  return createUnseal(sealing, header, passphrase, platform)
}

async function readManifest(
  files: ReadonlyMap<string, FolderFile>,
  sealing: ArchiveHeader['sealed'],
  unseal: Unseal,
  { subtle }: ArchivePlatform,
): Promise<ArchiveManifest> {
  const file = files.get(sealing ? sealedManifestFile : manifestFile)
  const bytes = await readWhole(file, mostManifestBytes, 'manifest')
  return parseManifest(await unseal({ index: 'manifest', name: manifestFile }, bytes), subtle)
}

async function filesOf(source: ByteSource): Promise<ReadonlyMap<string, FolderFile>> {
  const files = await damagedOr(() => readZip(source, archiveLimits))
  return new Map(files.map((file) => [file.path, file]))
}

/** @param reason why it is refused where there is no such file, or one of a size that none of ours has */
async function readWhole(
  file: FolderFile | undefined,
  most: number,
  reason: 'not-nearside' | 'manifest' | 'missing',
): Promise<Uint8Array<ArrayBuffer>> {
  if (!file || file.size > most) throw refused(reason)
  return damagedOr(() => file.read(0, file.size))
}

/** What is wrong with the ZIP itself is wrong with the archive. */
async function damagedOr<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'archive-unreadable') throw refused('damaged')
    throw thrown
  }
}
